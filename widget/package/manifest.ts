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

/** The elements, each with the module that has its class and the one that registers its tag. */
const ELEMENTS = [
  { name: 'MeetingBooker', tag: 'meeting-booker', module: 'lib/index.js', definedIn: 'lib/define.js' },
  { name: 'MeetingPortal', tag: 'meeting-portal', module: 'lib/portal.js', definedIn: 'lib/define-portal.js' },
] as const;

/** The published manifest, from the analyzer's own in `file`: each class with all that it inherits, under the package's paths. */
export function publishedManifest(file: string): object {
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations: Declaration[] }[] };
  const declarations = modules.flatMap((module) => module.declarations);
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: ELEMENTS.flatMap((element) => modulesOf(element, declarations)),
  };
}

/** The module of an element's class, and that of its tag. Throws where the analyzer did not find it. */
function modulesOf({ name, tag, module: path, definedIn }: (typeof ELEMENTS)[number], all: readonly Declaration[]) {
  const found = all.find((declaration) => declaration.name === name);
  if (!found) throw new Error(`the analyzer found no ${name}`);
  const declaration = {
    ...found,
    superclass: { name: 'LitElement', package: 'lit' },
    members: found.members?.filter(isPublic).map(member),
    attributes: found.attributes?.map(attribute),
  };
  const reference = { name, module: path };
  const module = (at: string, declarations: object[], ...exports: object[]) => ({
    kind: 'javascript-module',
    path: at,
    declarations,
    exports,
  });
  return [
    module(path, [declaration], { kind: 'js', name, declaration: reference }),
    module(definedIn, [], { kind: 'custom-element-definition', name: tag, declaration: reference }),
  ];
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
