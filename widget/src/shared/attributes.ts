const kebab = (name: string) => name.replace(/[A-Z]/g, '-$&').toLowerCase();

/** Each property with an attribute of the same name in small letters, which follows it. */
export const attributes = (names: string, type?: unknown) =>
  Object.fromEntries(names.split(' ').map((name) => [name, { attribute: kebab(name), type, reflect: true }]));
