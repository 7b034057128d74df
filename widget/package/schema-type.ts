/** As much of JSON Schema as the contract's shapes need. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

const PLAIN = ['string', 'number', 'boolean', 'null'];

/** A schema as a TypeScript type. Throws on what it does not know, rather than writing `any`. */
export function typeOf(schema: Schema, indent = ''): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'array' && schema.items) return `Array<${typeOf(schema.items, indent)}>`;
  if (schema.type === 'object') return objectType(schema, indent);
  if (typeof schema.type === 'string' && PLAIN.includes(schema.type)) return schema.type;
  throw new Error(`a schema that has no type yet: ${JSON.stringify(schema)}`);
}

function objectType(schema: Schema, indent: string): string {
  const { properties, required = [], additionalProperties: rest } = schema;
  if (!properties && typeof rest === 'object') return `Record<string, ${typeOf(rest, indent)}>`;
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(
    ([name, property]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${typeOf(property, inner)};\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}
