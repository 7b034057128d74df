import { readFileSync } from 'node:fs';

/* The custom elements manifest (schema 1.0.0), for editors and tools: from what the analyzer read in the sources. */

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly attribute?: string;
  readonly description?: string;
  readonly inheritedFrom?: unknown;
}

interface Attribute {
  readonly name: string;
  readonly fieldName?: string;
  readonly description?: string;
  readonly inheritedFrom?: unknown;
}

interface Declaration {
  readonly name: string;
  readonly members?: readonly Member[];
  readonly attributes?: readonly Attribute[];
}

/** What is Lit's business, not a page's. */
const LIFECYCLE = new Set(['styles', 'properties', 'render', 'updated', 'connectedCallback', 'disconnectedCallback']);

/** The published manifest, from the analyzer's own in `file`: one class with all that it inherits, under the package's paths. */
export function publishedManifest(file: string): object {
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations: Declaration[] }[] };
  const found = modules.flatMap(({ declarations }) => declarations).find(({ name }) => name === 'MeetingBooker');
  if (!found) throw new Error('the analyzer found no MeetingBooker');
  const declaration = {
    ...found,
    superclass: { name: 'LitElement', package: 'lit' },
    members: found.members?.filter(isPublic).map(member),
    attributes: found.attributes?.map(attribute),
  };
  const reference = { name: 'MeetingBooker', module: 'lib/index.js' };
  const module = (path: string, declarations: object[], ...exports: object[]) => ({
    kind: 'javascript-module',
    path,
    declarations,
    exports,
  });
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      module('lib/index.js', [declaration], { kind: 'js', name: 'MeetingBooker', declaration: reference }),
      module('lib/define.js', [], {
        kind: 'custom-element-definition',
        name: 'meeting-booker',
        declaration: reference,
      }),
    ],
  };
}

const isPublic = ({ name, privacy }: Member) =>
  privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#') && !LIFECYCLE.has(name);

/** Without our folders; where it has an attribute, by the name that HTML knows it by: the property's with hyphens. */
function member({ inheritedFrom: _, description, ...own }: Member): object {
  const attribute = own.attribute ? { attribute: hyphened(own.name) } : {};
  return { ...own, ...described(description), ...attribute };
}

function attribute({ inheritedFrom: _, description, ...own }: Attribute): object {
  return { ...own, ...described(description), name: own.fieldName ? hyphened(own.fieldName) : own.name };
}

/** The sentence alone. */
const described = (text: string | undefined) =>
  text ? { description: text.replace(/\s*@attr\b.*$/s, '').trim() } : {};

const hyphened = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
