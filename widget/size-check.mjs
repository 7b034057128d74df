// What a plain booking in English costs: the gzipped bytes of widget.js and of whatever it imports statically.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const say = (to, line) => to.write(`${line}\n`);
const LIMIT = 15_360;
const dist = new URL('dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), 'utf8');
const gzipped = (name) => gzipSync(read(name), { level: 9 }).length;
const staticImports = (code) =>
  [...code.matchAll(/(?:^|[;}\s])(?:import|export)\b[^"'()]*?["']\.\/([^"']+)["']/g)].map((match) => match[1]);

const names = new Set(['widget.js']);
for (const name of names) for (const imported of staticImports(read(name))) names.add(imported);
const size = [...names].reduce((sum, name) => sum + gzipped(name), 0);
say(process.stdout, `widget.js: ${size} of ${LIMIT} bytes gzip (${[...names].join(', ')})`);

// A chunk that imported from widget.js would load a second element on a page that uses its hashed twin.
const others = readdirSync(dist).filter((name) => name.endsWith('.js') && !names.has(name));
const clinging = others.filter((name) => staticImports(read(name)).length);
for (const name of clinging)
  say(process.stderr, `${name} imports ${staticImports(read(name)).join(', ')}; a lazy file must stand alone`);
for (const name of others) say(process.stdout, `${name}: ${gzipped(name)} bytes gzip`);
if (size > LIMIT || clinging.length) {
  say(process.stderr, size > LIMIT ? `widget.js is ${size - LIMIT} bytes too large` : 'lazy files cling to the entry');
  process.exit(1);
}
