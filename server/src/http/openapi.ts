import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { fixedRepresentation, type Representation, sendRepresentation } from './representation.ts';
import { noQuery, readQuery } from './validate.ts';

type Json = Record<string, unknown>;

/** A key, or the cookie of a sign-in with what proves for changes that a page of ours asks. */
const SECURITY_SCHEMES = {
  apiKey: { type: 'http', scheme: 'bearer' },
  signIn: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-meeting-booker',
    description: 'Set by POST /api/host/sign-in; without TLS it is called meeting-booker.',
  },
  csrfToken: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
};

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
    components: { schemas, securitySchemes: SECURITY_SCHEMES },
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
    ...(operation.scope ? { security: securityOf(operation, operation.scope) } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body
      ? { requestBody: { required: isRequired(operation.body), content: content(operation.body, 'input') } }
      : {}),
    responses: Object.fromEntries(
      Object.entries(operation.answers).map(([status, { description, schema, contentType }]) => [
        status,
        { description, ...(schema ? { content: content(schema, 'output', contentType) } : {}) },
      ]),
    ),
  };
}

function securityOf({ method }: Operation, scope: string): Json[] {
  return [{ apiKey: [scope] }, { signIn: [], ...(method === 'get' ? {} : { csrfToken: [] }) }];
}

function isRequired(schema: z.ZodType): boolean {
  return !schema.safeParse(undefined).success;
}

function queryParameters(query: z.ZodObject | undefined, schemas: Json): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: isRequired(schema as z.ZodType),
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
