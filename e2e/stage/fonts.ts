import { readFileSync } from 'node:fs';

/*
 * The letters of the pictures: Inter, and Noto Sans for Arabic, both under the SIL Open Font License. They come with the
 * tests, since machines differ in theirs.
 */

const INTER = new URL('files/', import.meta.resolve('@fontsource/inter/package.json'));
const ARABIC = new URL('files/', import.meta.resolve('@fontsource/noto-sans-arabic/package.json'));

const SETS = [
  { folder: INTER, name: 'inter-latin', range: 'U+0000-00FF, U+2000-206F, U+20AC, U+2212' },
  { folder: INTER, name: 'inter-latin-ext', range: 'U+0100-02BA' },
  { folder: ARABIC, name: 'noto-sans-arabic-arabic', range: 'U+0600-06FF' },
];

const files = new Map<string, URL>();
const faces: string[] = [];
for (const { folder, name, range } of SETS) {
  for (const weight of [400, 600]) {
    const file = `${name}-${weight}-normal.woff2`;
    files.set(`/fonts/${file}`, new URL(file, folder));
    faces.push(
      `@font-face { font-family: Pictures; font-weight: ${weight}; font-display: block; src: url(/fonts/${file}); unicode-range: ${range} }`,
    );
  }
}

/** The rules for a page's own style sheet; they name all of them "Pictures". */
export const FACES = faces.join('\n');

/** The file at a path that those rules name. */
export function fontFile(path: string): Buffer | undefined {
  const file = files.get(path);
  return file && readFileSync(file);
}
