import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { contractTypes } from './contract-types.ts';

const CONTRACT = '@meeting-booker/server/contract';

/**
 * Finishes the declarations that tsc wrote to `folder`: keeps those that the `entries` lead to, with the contract beside
 * them as plain types. Throws where one leads to what its reader will not have.
 */
export function finishDeclarations(folder: string, entries: readonly string[]): void {
  writeFileSync(join(folder, 'contract.d.ts'), contractTypes());
  const kept = new Set(entries.map((entry) => join(folder, entry)));
  for (const file of kept) {
    const text = withoutInterfaces(readFileSync(file, 'utf8'));
    const finished = text.replace(/(from |import\(|import )(['"])([^'"]+)\2/g, (whole, before, quote, specifier) => {
      const target = specifier === CONTRACT ? join(folder, 'contract.d.ts') : declarationOf(file, specifier);
      if (target === null) return whole;
      kept.add(target);
      const path = relative(dirname(file), target).replace(/\.d\.ts$/, '.js');
      return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
    });
    writeFileSync(file, finished);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts') && !kept.has(join(folder, name))) rmSync(join(folder, name));
  }
}

/** Takes out what a class implements for our own use, whose members are stripped, and the imports that nothing uses then. */
function withoutInterfaces(text: string): string {
  const bare = text.replace(/(class [^{]+?) implements [^{]+\{/g, '$1 {');
  return bare.replace(/^import (type )?\{([^}]+)\} from (.+);\n/gm, (_, type = '', names: string, from) => {
    const body = bare.replace(/^import .+;\n/gm, '');
    const all = names.split(',').map((name) => name.trim());
    const used = all.filter((name) => new RegExp(`\\b${name.split(' ').at(-1)}\\b`).test(body));
    return used.length > 0 ? `import ${type}{ ${used.join(', ')} } from ${from};\n` : '';
  });
}

/** The declaration beside `file` that a relative specifier means; null for the packages that the reader has. */
function declarationOf(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) {
    if (specifier === 'lit' || specifier.startsWith('lit/')) return null;
    throw new Error(`${file} leads to ${specifier}`);
  }
  const target = join(dirname(file), specifier.replace(/\.[jt]s$/, '.d.ts'));
  if (!existsSync(target)) throw new Error(`${file} leads to ${specifier}, which was not written`);
  return target;
}
