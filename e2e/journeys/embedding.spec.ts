import type { HostPage } from '../stage/host-site.ts';
import { expect, test } from '../stage/journey.ts';

/* The four addresses of the booker's script, each taken by a page on another origin. */

interface Script {
  readonly src: string;
  readonly integrity?: string;
}

interface Pins {
  readonly module: Required<Script>;
  readonly classic: Required<Script>;
}

const FORMS: readonly { readonly name: string; readonly tag: (pins: Pins, root: string) => string }[] = [
  { name: 'the module', tag: (_, root) => `<script type="module" src="${root}/widget.js"></script>` },
  { name: 'the pinned module', tag: ({ module }) => `<script type="module" ${pinned(module)}></script>` },
  { name: 'the classic script', tag: (_, root) => `<script src="${root}/widget.iife.js" async></script>` },
  { name: 'the pinned classic script', tag: ({ classic }) => `<script defer ${pinned(classic)}></script>` },
];

const pinned = ({ src, integrity }: Required<Script>) => `src="${src}" integrity="${integrity}" crossorigin`;
const pinsOf = async (url: string): Promise<Pins> => (await fetch(`${url}/widget.json`)).json();

for (const { name, tag } of FORMS) {
  test(`a visitor books in French with ${name} from another origin`, async ({ page, booker, open, product, inbox }) => {
    const wrong: string[] = [];
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    const script = tag(await pinsOf(product.url), product.url);
    await open({ from: product.url, script, lang: 'fr' } satisfies Partial<HostPage>);
    await booker.chooseDay();
    await booker.root.getByRole('button', { name: /fuseau/ }).click();
    await expect(booker.root.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await booker.chooseSlot();
    await booker.fill('Ada Lovelace', 'ada@example.com');
    await booker.book();
    await inbox.mailsTo('ada@example.com');
    expect(wrong).toEqual([]);
    // Nothing but the tag is left on the page.
    expect(await page.evaluate(() => Object.keys(window).filter((key) => /booker|unused|^mb/i.test(key)))).toEqual([]);
  });
}

test('a script that is not the pinned one is not run', async ({ page, open, product }) => {
  const { module, classic } = await pinsOf(product.url);
  const script = `<script type="module" ${pinned({ src: module.src, integrity: classic.integrity })}></script>`;
  await open({ from: product.url, script });
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => customElements.get('meeting-booker') === undefined)).toBe(true);
});
