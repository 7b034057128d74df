// What a page loads at the start, in English: the gzipped bytes of each entry and of whatever it imports statically.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const say = (to, line) => to.write(`${line}\n`);
const LIMITS = { 'widget.js': 15_360, 'portal.js': 24_576, 'console.js': 16_384 };
const LOCALE_LIMIT = 1_536;
const dist = new URL('dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), 'utf8');
const gzipped = (name) => gzipSync(read(name), { level: 9 }).length;
const staticImports = (code) =>
  [...code.matchAll(/(?:^|[;}\s])(?:import|export)\b[^"'()]*?["']\.\/([^"']+)["']/g)].map((match) => match[1]);

const closure = (entry) => {
  const names = new Set([entry]);
  for (const name of names) for (const imported of staticImports(read(name))) names.add(imported);
  return names;
};

const wrong = [];
const atStart = Object.entries(LIMITS).flatMap(([entry, limit]) => {
  const names = [...closure(entry)];
  const size = names.reduce((sum, name) => sum + gzipped(name), 0);
  say(process.stdout, `${entry}: ${size} of ${limit} bytes gzip (${names.join(', ')})`);
  if (size > limit) wrong.push(`${entry} is ${size - limit} bytes too large`);
  return names;
});

// A chunk that imported from an entry would load a second element on a page that uses its hashed twin.
for (const name of readdirSync(dist).filter((file) => file.endsWith('.js') && !atStart.includes(file))) {
  const size = gzipped(name);
  say(process.stdout, `${name}: ${size} bytes gzip`);
  const clings = staticImports(read(name)).filter((imported) => imported in LIMITS);
  if (clings.length) wrong.push(`${name} imports ${clings.join(', ')}; a lazy file must not`);
  if (/^portal-fr-/.test(name) && size > LOCALE_LIMIT) wrong.push(`${name} is ${size - LOCALE_LIMIT} bytes too large`);
}
for (const line of wrong) say(process.stderr, line);
process.exitCode = wrong.length ? 1 : 0;
