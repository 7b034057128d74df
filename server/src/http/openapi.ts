import type { RequestHandler } from 'express';
import { z } from 'zod';
import * as contract from './contract.ts';
import * as portal from './portal-contract.ts';
import { fixedRepresentation, type Representation, sendRepresentation } from './representation.ts';
import { noQuery, readQuery } from './validate.ts';

type Json = Record<string, unknown>;

/** One answer of an operation: its meaning, and what its body is (none: no body). */
interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly headers?: readonly { readonly name: string; readonly description: string }[];
  readonly answers: Readonly<Record<number, Answer>>;
}

const PROBLEM = 'application/problem+json';
const problem = (description: string): Answer => ({ description, schema: contract.problem, contentType: PROBLEM });
const READ_PROBLEMS = { 400: problem('A wrong parameter, or an unknown one'), 429: problem('Too many requests') };

/** Every documented route, in the order of the contract. */
export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/types',
    summary: 'The listed meeting types',
    answers: { 200: { description: 'The types', schema: contract.meetingTypeList }, ...READ_PROBLEMS },
  },
  {
    method: 'get',
    path: '/api/types/{slug}',
    summary: 'One meeting type',
    answers: {
      200: { description: 'The type', schema: contract.meetingType },
      404: problem('Unknown, or switched off'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/api/types/{slug}/slots',
    summary: 'The bookable starts in [from, to), at most 62 days',
    query: contract.slotsQuery,
    headers: [{ name: 'If-None-Match', description: 'An earlier answer’s ETag; 304 where it still holds' }],
    answers: {
      200: { description: 'The starts, ascending; with an ETag', schema: contract.slots },
      304: { description: 'As the ETag says' },
      404: problem('Unknown, or switched off'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'post',
    path: '/api/types/{slug}/meetings',
    summary: 'Books a meeting',
    body: contract.bookingInput,
    headers: [{ name: 'Idempotency-Key', description: '1–255 visible ASCII characters; kept for 24 hours' }],
    answers: {
      201: { description: 'Booked', schema: contract.booked },
      400: problem('The body is no JSON, or the query or a header is wrong'),
      403: problem('Pages of this origin may not book here'),
      404: problem('Unknown, or switched off'),
      409: problem('The time is taken (with alternatives), or the first request with this key is under way'),
      413: problem('More than 256 KiB'),
      415: problem('Not application/json in UTF-8'),
      422: problem('A wrong field, a start that is not offered, or a key used for another body'),
      429: problem('Too many requests, or too much mail to this mailbox'),
    },
  },
  {
    method: 'get',
    path: '/api/portal/{token}',
    summary: 'Whom the portal token stands for',
    answers: {
      200: { description: 'The client and the token’s scope', schema: portal.portal },
      404: problem('Unknown, expired or revoked'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/api/portal/{token}/meetings/{id}',
    summary: 'One of the client’s meetings',
    answers: {
      200: { description: 'The meeting', schema: z.object({ meeting: contract.meeting }) },
      404: problem('No such meeting for this token'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/api/portal/{token}/meetings/{id}/invite.ics',
    summary: 'The meeting as iCalendar',
    answers: {
      200: { description: 'METHOD:REQUEST, or CANCEL', schema: z.string(), contentType: 'text/calendar' },
      404: problem('No such meeting for this token'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'The process lives',
    answers: { 200: { description: 'It does', schema: contract.health } },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'The database answers',
    answers: { 200: { description: 'It does', schema: contract.readiness }, 503: problem('It does not') },
  },
];

/** The description of the API as OpenAPI 3.1, made of the contract's own schemas. `version` is the program's. */
function openApiDocument(version: string, publicUrl: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Meeting Booker', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    security: [],
    paths,
    components: { schemas },
  };
}

/** `GET /openapi.json`; the document is made when first asked for. */
export function openApiRoute(version: string, publicUrl: () => string): RequestHandler {
  let known: Representation | null = null;
  return (req, res) => {
    readQuery(noQuery, req);
    known ??= fixedRepresentation(
      'application/json; charset=utf-8',
      Buffer.from(JSON.stringify(openApiDocument(version, publicUrl()))),
    );
    sendRepresentation(req, res, known, 'no-cache');
  };
}

function describe(operation: Operation, schemas: Json): Json {
  const parameters = [
    ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(operation.query, schemas),
    ...(operation.headers ?? []).map((header) => ({ ...header, in: 'header', schema: { type: 'string' } })),
  ];
  const content = (schema: z.ZodType, io: 'input' | 'output', type = 'application/json') => ({
    [type]: { schema: jsonSchema(schema, io, schemas) },
  });
  return {
    summary: operation.summary,
    operationId: `${operation.method}${operation.path.replace(/[^a-z]+(\w?)/gi, (_, next: string) => next.toUpperCase())}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body ? { requestBody: { required: true, content: content(operation.body, 'input') } } : {}),
    responses: Object.fromEntries(
      Object.entries(operation.answers).map(([status, { description, schema, contentType }]) => [
        status,
        { description, ...(schema ? { content: content(schema, 'output', contentType) } : {}) },
      ]),
    ),
  };
}

function queryParameters(query: z.ZodObject | undefined, schemas: Json): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(schema as z.ZodType, 'input', schemas),
  }));
}

/** A schema as JSON Schema 2020-12; whatever bears an id goes among the document's components, and is referred to there. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const whole = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json;
  const {
    $schema: _,
    $defs,
    ...own
  } = JSON.parse(JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  Object.assign(schemas, $defs);
  return own;
}
