import { fileURLToPath } from 'node:url';
import type { Locator, Page, Route } from '@playwright/test';
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, focused } from '../stage/accessibility.ts';
import { askForLink, linkFrom, signIn } from '../stage/console.ts';
import { expect, test as journey } from '../stage/journey.ts';
import { ADDRESSES } from '../stage/team.ts';

/* A host at the console, on the server's own page: from the mail with the link to the way out. */

const test = journey.extend<{ console: Locator }>({
  console: async ({ page }, use) => use(page.locator('meeting-console')),
});

// A mailbox gets four links to sign in by in a quarter of an hour.
test.use({ mostGuests: 2 });

/** How the sheet looks, into a folder that is kept out of the repository, for eyes. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.BOOKER_PICTURES;
  if (!folder) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1000, 320]) {
      await page.setViewportSize({ width, height: 700 });
      await page.screenshot({ path: fileURLToPath(new URL(`${folder}/${name}-${scheme}-${width}.png`, 'file:///')) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a host asks for the link, opens it from the mailbox, signs in, changes the agenda’s time and signs out', async ({
  console,
  context,
  inbox,
  page,
  product,
}) => {
  await page.goto(`${product.url}/console`);
  await expect(page.getByRole('button', { name: 'Send me the link' })).toBeVisible();
  await picture(page, 'ask');
  await askForLink(page, product.url, ADDRESSES.ben);
  await picture(page, 'sent');
  await page.goto(await linkFrom(inbox, ADDRESSES.ben));
  await picture(page, 'link');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Ben Carter' })).toBeFocused();
  expect(page.url()).toBe(`${product.url}/console`);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'meeting-booker', httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await expect(console.getByRole('radio', { name: 'An agenda' })).toBeChecked();
  await picture(page, 'notices');
  await page.getByLabel('When the agenda comes').fill('06:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The agenda comes at 06:30.')).toBeVisible();
  await picture(page, 'saved');
  await page.reload();
  await expect(page.getByLabel('When the agenda comes')).toHaveValue('06:30');
  await page.getByRole('radio', { name: 'Each meeting' }).check();
  await expect(page.getByLabel('When the agenda comes')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. You get a mail before each meeting.')).toBeVisible();

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await picture(page, 'out');
  expect(await context.cookies()).toEqual([]);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Send me the link' })).toBeVisible();
});

test('a link that was used says so, and a new one can be had', async ({ inbox, page, product }) => {
  await signIn(page, product.url, inbox);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto(await linkFrom(inbox, ADDRESSES.ben));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This link signs nobody in any more')).toBeVisible();
  expect(page.url()).toBe(`${product.url}/console`);
  await picture(page, 'gone');
  await page.getByLabel('Your email address').fill(ADDRESSES.ben);
  await page.keyboard.press('Enter');
  await expect(page.getByText('is a host’s address')).toBeVisible();
  await linkFrom(inbox, ADDRESSES.ben, 2);
});

test('who opens the link signs nobody in: a scanner uses nothing up', async ({ inbox, page, product }) => {
  await askForLink(page, product.url, ADDRESSES.ben);
  const link = await linkFrom(inbox, ADDRESSES.ben);
  for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
  await page.goto(link);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Ben Carter' })).toBeVisible();
});

test('by keyboard alone, in French, accessible in every state and at 320 pixels', async ({
  browser,
  inbox,
  product,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const look = async () => {
    await expectAccessible(page);
    await expectLargeTargets(page, 'meeting-console');
    await expectNoSidewaysScroll(page);
  };
  await page.goto(`${product.url}/console`);
  await expect(page.getByLabel('Votre adresse e-mail')).toBeVisible();
  await look();
  await page.keyboard.press('Tab');
  await page.keyboard.type('claire');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Indiquez une adresse comme')).toBeVisible();
  expect((await focused(page)).id).toBe('email');
  await look();
  await page.keyboard.press('End');
  await page.keyboard.type('@three-rooms.example');
  await page.keyboard.press('Enter');
  await expect(page.getByText('un lien est en route')).toBeFocused();
  await look();
  await page.goto(await linkFrom(inbox, ADDRESSES.claire));
  await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  await look();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Claire Moreau' })).toBeFocused();
  await look();
  await picture(page, 'french');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Rien' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Aucun message ne vous parvient')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await look();
  await context.close();
});

test('a sign-in that has ended meanwhile is said, and nothing is lost by a failed answer', async ({
  context,
  inbox,
  page,
  product,
}) => {
  await signIn(page, product.url, inbox);
  await page.route('**/api/host/hosts/**', (route) => route.abort());
  await page.getByLabel('When the agenda comes').fill('08:15');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no connection');
  await expect(page.getByLabel('When the agenda comes')).toHaveValue('08:15');
  await page.unroute('**/api/host/hosts/**');
  // The same host at another browser, which is lost.
  const [cookie] = await context.cookies();
  const other = await context.browser()?.newContext({ storageState: { cookies: cookie ? [cookie] : [], origins: [] } });
  const elsewhere = await other?.newPage();
  await elsewhere?.goto(`${product.url}/console`);
  await elsewhere?.getByRole('button', { name: 'Sign out on all devices' }).click();
  await expect(elsewhere?.getByText('You are signed out.') as Locator).toBeVisible();
  await other?.close();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('a time after noon is refused where it stands', async ({ inbox, page, product }) => {
  await signIn(page, product.url, inbox);
  await page.getByLabel('When the agenda comes').fill('13:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a time before noon')).toBeVisible();
  await expect(page.getByLabel('When the agenda comes')).toBeFocused();
});

test('a host who switched the agenda off by the link in one is told so, and gets it again by saving', async ({
  inbox,
  page,
  product,
}) => {
  // As the link in an agenda leaves it; what the server answers to the saving stands as it is.
  const asLeft = async (route: Route) => {
    const response = await route.fetch();
    const { host } = await response.json();
    await route.fulfill({ response, json: { host: { ...host, mailsOff: ['agenda'] } } });
  };
  await page.route('**/api/host/hosts/*', asLeft, { times: 1 });
  await signIn(page, product.url, inbox);
  const why = page.getByText('You have switched these mails off by the link in one.');
  await expect(why).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'switched-off');
  await page.getByRole('radio', { name: 'Nothing' }).check();
  await expect(why).toBeHidden();
  await page.getByRole('radio', { name: 'An agenda' }).check();
  await expect(why).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The agenda comes at')).toBeVisible();
  await expect(why).toBeHidden();
});
