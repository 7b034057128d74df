import { type ExampleSite, exampleFolder, runServer, serveBuilt, serveFolder } from '../stage/example-site.ts';
import { expect, test as journey } from '../stage/journey.ts';

/* The examples that people copy: each runs as its README says, and a visitor books through it. */

interface Examples {
  /** Opens an example's page; at the end its console must have complained of nothing. */
  visit(site: Promise<ExampleSite>): Promise<void>;
}

const test = journey.extend<Examples>({
  visit: async ({ page }, use) => {
    const open: ExampleSite[] = [];
    const wrong: string[] = [];
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    await use(async (starting) => {
      const site = await starting;
      open.push(site);
      await page.goto(`${site.url}/`);
    });
    for (const site of open) await site.close();
    expect(wrong).toEqual([]);
  },
});

test('a visitor books on the plain HTML page, and the page thanks them', async ({
  page,
  booker,
  product,
  inbox,
  visit,
}) => {
  await visit(serveFolder(exampleFolder('plain-html'), product.url));
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  await expect(page.locator('#thanks')).toContainText('We look forward to');
  await inbox.mailsTo('ada@example.com');
});

test('a visitor books under a policy that pins the one script and refuses inline styles and text as script', async ({
  page,
  booker,
  product,
  inbox,
  visit,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
  await visit(runServer('strict-csp', product.url));
  await booker.chooseDay();
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await expect(booker.root.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  await inbox.mailsTo('ada@example.com');
  const { classic } = await (await fetch(`${product.url}/widget.json`)).json();
  expect(scripts).toEqual([classic.src]);
});

for (const [name, framework] of [
  ['react', 'React'],
  ['vue', 'Vue'],
] as const) {
  test(`a visitor books in the ${framework} app, which knows them and hears of the booking`, async ({
    page,
    booker,
    product,
    inbox,
    visit,
  }) => {
    await visit(serveBuilt(name, product.url));
    await booker.chooseDay();
    await booker.chooseSlot();
    await expect(booker.field('name')).toHaveValue('Ada Lovelace');
    await booker.book();
    await expect(page.getByRole('status').filter({ hasText: 'Booked' })).toBeVisible();
    await inbox.mailsTo('ada@example.com');
  });
}
