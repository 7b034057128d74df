import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* The package as npm would publish it: packed, and unpacked beside its dependencies in a folder of somebody else. */

const WIDGET = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(WIDGET, '../node_modules/.bin/tsc');

const project = mkdtempSync(join(tmpdir(), 'meeting-booker-package-'));
const installed = join(project, 'node_modules', 'meeting-booker');
let tarball: Buffer;

beforeAll(() => {
  const said = execFileSync('npm', ['pack', '--silent', '--pack-destination', project], {
    cwd: WIDGET,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = join(project, said.trim());
  tarball = readFileSync(file);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', installed, '--strip-components=1']);
  for (const name of ['lit', 'vue', '@types']) {
    symlinkSync(join(WIDGET, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('publint finds nothing to say', async () => {
  const bytes = new Uint8Array(tarball).buffer;
  const { messages } = await publint({ pack: { tarball: bytes }, strict: true });
  expect(messages).toEqual([]);
});

test('every resolver that knows ES modules finds the right types', async () => {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  if (!result.types) throw new Error('the package has no types');
  // CommonJS, and TypeScript from before `exports`, are not served.
  const served = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
  );
  expect(served).toEqual([]);
  expect(Object.keys(result.entrypoints)).toEqual(
    expect.arrayContaining([
      '.',
      './define',
      './portal',
      './portal/define',
      './react',
      './vue',
      './custom-elements.json',
    ]),
  );
});

test('a page in strict TypeScript knows the tags, their properties and their events', () => {
  const source = `import 'meeting-booker/define';
import 'meeting-booker/portal/define';
import type {} from 'meeting-booker/react';
import type {} from 'meeting-booker/vue';
import { MeetingBooker, type BookerEvents } from 'meeting-booker';
const booker = document.createElement('meeting-booker');
booker.prefill = { name: 'Ada' };
// @ts-expect-error: a name is text
booker.prefill = { name: 3 };
booker.addEventListener('mb-booked', ({ detail }) => { const start: string = detail.start; return start; });
document.addEventListener('mb-error', ({ detail }) => { const code: string = detail.code; return code; });
// @ts-expect-error: there is no such detail
booker.addEventListener('mb-booked', ({ detail }) => detail.nonsense);
const portal = document.createElement('meeting-portal');
portal.token = 'cli_1.0';
// @ts-expect-error: the open meeting is read alone
portal.openMeeting = 'mtg_1';
// The booker has an event of the same name, with another detail.
portal.addEventListener('mb-ready', ({ detail }) => { const scope: 'client' | 'meeting' | 'guest' = detail.scope; return scope; });
document.addEventListener('mb-rescheduled', ({ detail }) => { const start: string = detail.start; return start; });
portal.addEventListener('click', ({ clientX }) => clientX);
export const again: MeetingBooker = booker;
export const title: string | undefined = booker.bookingResult?.meeting.title;
export type Told = BookerEvents['mb-booked'];
`;
  writeFileSync(join(project, 'page.ts'), source);
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--types', ''];
  for (const kind of [
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
    ['--module', 'nodenext'],
  ]) {
    expect(() =>
      execFileSync(process.execPath, [TSC, ...options, ...kind, 'page.ts'], { cwd: project, encoding: 'utf8' }),
    ).not.toThrow();
  }
});

test.each([
  ['MeetingBooker', 'meeting-booker'],
  ['MeetingBooker', 'meeting-booker/define'],
  ['MeetingPortal', 'meeting-booker/portal'],
  ['MeetingPortal', 'meeting-booker/portal/define'],
])('Node, which has no browser, can import %s from %s', (element, name) => {
  const program = `const { ${element} } = await import('${name}'); console.log(typeof ${element}.define);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('function');
});

test('the classes alone register nothing', () => {
  const program = `const names = [];
    globalThis.customElements = { define: (name) => names.push(name), get: () => undefined };
    await import('meeting-booker');
    await import('meeting-booker/portal');
    const before = names.length;
    await import('meeting-booker/define');
    await import('meeting-booker/portal/define');
    console.log(before, ...names);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('0 meeting-booker meeting-portal');
});

test('it holds what it needs and no sources', () => {
  const names = execFileSync('tar', ['-tzf', '-'], { input: tarball, encoding: 'utf8' }).trim().split('\n');
  expect(names).toEqual(
    expect.arrayContaining(
      ['README.md', 'LICENSE', 'lib/custom-elements.json', 'dist/widget.js'].map((name) => `package/${name}`),
    ),
  );
  expect(names.filter((name) => /\/src\/|test|vite\.config|tsconfig/.test(name))).toEqual([]);
});
