/** How a gateway is asked, as the settings describe it; `body` and `from` null where unset. */
export interface GatewaySettings {
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly from: string | null;
}

/** One text message as it is handed over. */
export interface TextToSend {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  readonly id: string;
}

/** What is sent to the gateway; `body` is null with GET. */
export interface TextRequest {
  readonly url: string;
  readonly method: GatewaySettings['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Settings that were found without a mistake. */
export interface TextFormat {
  requestOf(message: TextToSend): TextRequest;
  /** What must never be told of the settings, wherever the gateway repeats it. */
  readonly secrets: readonly string[];
}

type Values = Readonly<Record<(typeof NAMES)[number], string>>;

const NAMES = ['to', 'text', 'id', 'from'] as const;
const PLACE = /\{\{\s*([a-z]+)\s*\}\}/g;

/** How a value is written where a template has it: in JSON within its quotation marks. */
const ESCAPES = {
  json: (value: string) => JSON.stringify(value).slice(1, -1),
  form: encodeURIComponent,
  plain: (value: string) => value,
};

/** Reads the settings. Throws Error with the sentence of `templateMistake` where that finds one. */
export function readTextFormat(settings: GatewaySettings): TextFormat {
  const mistake = templateMistake(settings);
  if (mistake !== null) throw new Error(mistake);
  const { method, from } = settings;
  const body = bodyOf(settings);
  const encoding = encodingOf(settings.headers) ?? 'json';
  return {
    requestOf({ to, text, id }) {
      const values = { to, text, id, from: from ?? '' };
      return {
        url: filled(settings.url, values, 'form'),
        method,
        headers: headersOf(settings, values),
        body: body && filled(body, values, encoding),
      };
    },
    secrets: secretsOf(settings, body, encoding),
  };
}

/** What is wrong with how the gateway is described, one sentence without what may be secret; null: nothing. */
export function templateMistake(settings: GatewaySettings): string | null {
  const { url, method, headers, from } = settings;
  const encoding = encodingOf(headers);
  if (encoding === null) {
    return 'BOOKER_SMS_HEADERS must have application/json or application/x-www-form-urlencoded as Content-Type';
  }
  if (method === 'GET' && settings.body !== null)
    return 'BOOKER_SMS_BODY must not be set where BOOKER_SMS_METHOD is GET';
  const body = bodyOf(settings);
  const templates = {
    BOOKER_SMS_URL: url,
    BOOKER_SMS_BODY: body ?? '',
    BOOKER_SMS_HEADERS: Object.values(headers).join('\n'),
  };
  for (const [variable, template] of Object.entries(templates)) {
    const unknown = unknownPlace(template);
    if (unknown !== null)
      return `${variable} must not hold ${unknown}: there are {{to}}, {{text}}, {{id}} and {{from}}`;
  }
  if (placesIn(templates.BOOKER_SMS_HEADERS).has('text')) {
    return 'BOOKER_SMS_HEADERS must not hold {{text}}, which a header cannot carry';
  }
  const used = new Set(Object.values(templates).flatMap((template) => [...placesIn(template)]));
  const where = method === 'GET' ? 'BOOKER_SMS_URL' : 'BOOKER_SMS_BODY';
  for (const name of ['to', 'text']) if (!used.has(name)) return `${where} must hold {{${name}}}`;
  if (used.has('from') && from === null) return 'BOOKER_SMS_FROM must be set where {{from}} is used';
  if (!used.has('from') && from !== null) return `${where} must hold {{from}} where BOOKER_SMS_FROM is set`;
  return body === null ? null : bodyMistake(body, encoding);
}

/** Holds what hardly anything but right escaping brings through. */
const TRIAL: Values = { to: '+15550100', text: 'a "b" \\c\n d&e=f+é%20', id: 'txt_trial', from: 'T & "Co"' };

function bodyMistake(body: string, encoding: 'json' | 'form'): string | null {
  const kind = encoding === 'json' ? 'JSON' : 'a form';
  const mistake = `BOOKER_SMS_BODY must be ${kind} once it is filled, with each {{…}} within ${encoding === 'json' ? 'quotation marks' : 'a value'}`;
  try {
    const leaves = leavesOf(filled(body, TRIAL, encoding), encoding);
    const isWhole = [...placesIn(body)].every((name) =>
      leaves.some((leaf) => leaf.includes(TRIAL[name as keyof Values])),
    );
    return isWhole ? null : mistake;
  } catch {
    return mistake;
  }
}

function bodyOf({ method, body, from }: GatewaySettings): string | null {
  if (method === 'GET') return null;
  const sender = from === null ? '' : ',"from":"{{from}}"';
  return body ?? `{"to":"{{to}}","text":"{{text}}","id":"{{id}}"${sender}}`;
}

/** By the content type; JSON where there is none, null where it is another. */
function encodingOf(headers: GatewaySettings['headers']): 'json' | 'form' | null {
  const type =
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json';
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^application\/(?:[\w.-]+\+)?json$/.test(bare)) return 'json';
  return bare === 'application/x-www-form-urlencoded' ? 'form' : null;
}

/** The id goes along as Idempotency-Key, unless the settings say how. */
function headersOf({ headers, method }: GatewaySettings, values: Values): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), filled(value, values, 'plain')]),
  );
  const type = method === 'GET' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return { ...type, 'idempotency-key': values.id, ...own };
}

function filled(template: string, values: Values, encoding: keyof typeof ESCAPES): string {
  return template.replace(PLACE, (_, name: keyof Values) => ESCAPES[encoding](values[name]));
}

function placesIn(template: string): Set<string> {
  return new Set([...template.matchAll(PLACE)].map(([, name = '']) => name));
}

/** The first {{…}} that stands for nothing, cut short. */
function unknownPlace(template: string): string | null {
  const known = new Set<string>(NAMES);
  for (const [whole, name = ''] of template.matchAll(PLACE)) if (!known.has(name)) return whole;
  return /\{\{[^{}]{0,20}(?:\}\})?/.exec(template.replace(PLACE, ''))?.[0] ?? null;
}

function leavesOf(body: string, encoding: 'json' | 'form'): string[] {
  if (encoding === 'form') return [...new URLSearchParams(body).values()];
  const leaves: string[] = [];
  JSON.parse(body, (_, value: unknown) => {
    if (typeof value === 'string') leaves.push(value);
    return value;
  });
  return leaves;
}

/** What is shorter is no secret, and would be found everywhere. */
const LEAST_SECRET = 6;

function secretsOf({ url, headers }: GatewaySettings, body: string | null, encoding: 'json' | 'form'): string[] {
  const { searchParams, pathname } = new URL(url);
  const values = Object.entries(headers).flatMap(([name, value]) =>
    name.toLowerCase() === 'content-type' ? [] : [value, ...value.split(/\s+/)],
  );
  const query = [...searchParams.values(), ...pathname.split('/')];
  const rest = body === null ? [] : leavesOf(filled(body, TRIAL, encoding), encoding);
  const trial = Object.values(TRIAL);
  return [...values, ...query, ...rest]
    .filter((text) => text.length >= LEAST_SECRET && !text.includes('{{') && !trial.includes(text))
    .sort((a, b) => b.length - a.length);
}
