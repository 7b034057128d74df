import type { Page } from '@playwright/test';
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, focused } from '../stage/accessibility.ts';
import type { Booker } from '../stage/booker.ts';
import { book, isBooked } from '../stage/booking.ts';
import type { Inbox } from '../stage/inbox.ts';
import { expect, test } from '../stage/journey.ts';
import { meetingType, team } from '../stage/team.ts';

/* The address is proved before the booking stands: by a code in a mail, typed in one field. */

test.use({
  settings: team(meetingType('intro', { requiresVerifiedEmail: true }), meetingType('open')),
  // A mailbox gets six mails with codes in an hour.
  mostGuests: 3,
});

const ADA = 'ada.lovelace@analytical-engines.example';

/** The newest code among so many mails to an address. */
async function codeFor(inbox: Inbox, address: string, count = 1): Promise<string> {
  const mails = await inbox.mailsTo(address, count);
  return /^\d{6}/.exec(mails[count - 1]?.mail.subject ?? '')?.[0] ?? '';
}

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function toTheCode(booker: Booker, address = ADA): Promise<number> {
  await booker.chooseDay();
  const start = await booker.chooseSlot(4);
  await booker.fill('Ada Lovelace', address);
  await booker.submit.click();
  await expect(booker.field('code')).toBeFocused();
  return start;
}

/** What a screen reader says of the field, besides its name. */
const description = (page: Page) =>
  page
    .locator('meeting-booker')
    .locator('[name="code"]')
    .evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      const root = field.getRootNode() as ShadowRoot;
      return ids.map((id) => root.getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim()).join(' ');
    });

for (const width of [1100, 320]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const tag = colorScheme === 'dark' ? '@chromium' : [];
    test.describe(`at ${width} pixels, ${colorScheme}`, { tag }, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      test('the code is asked for by name, calmly, and books', async ({ booker, open, page, inbox }) => {
        const check = async () => {
          await expectAccessible(page);
          await expectLargeTargets(page);
          await expectNoSidewaysScroll(page);
        };
        await open({ style: ':root { color-scheme: light dark }' });
        await toTheCode(booker);
        await check();
        expect(await description(page)).toContain(ADA);
        await expect(booker.field('code')).toHaveAttribute('autocomplete', 'one-time-code');
        await expect(booker.field('code')).toHaveAttribute('inputmode', 'numeric');
        const code = await codeFor(inbox, ADA);
        await booker.field('code').fill(other(code));
        await booker.submit.click();
        await expect(booker.root.locator('#error-code')).toContainText('4 tries are left');
        await expect(booker.field('code')).toBeFocused();
        expect(await description(page)).toContain('4 tries');
        await check();
        await booker.field('code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
        await booker.book();
        const mails = await inbox.mailsTo(ADA, 2);
        expect(mails[1]?.mail.subject).toContain('Introduction');
      });
    });
  }
}

test('by the keyboard alone, from the address to the confirmation', async ({ booker, open, page, inbox }) => {
  await open();
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.field('name').focus();
  await page.keyboard.type('Ada Lovelace');
  await page.keyboard.press('Tab');
  await page.keyboard.type(ADA);
  await page.keyboard.press('Enter');
  await expect(booker.field('code')).toBeFocused();
  await page.keyboard.type('12a');
  await page.keyboard.press('Enter');
  await expect(booker.root.locator('#error-code')).toContainText('six digits');
  await expect(booker.field('code')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(await codeFor(inbox, ADA));
  await page.keyboard.press('Enter');
  await expect(booker.done).toBeVisible();
  expect((await focused(page)).id).toBe('done');
});

test('the address can be changed, and the code is another’s then', async ({ booker, open, page, inbox }) => {
  await open();
  await toTheCode(booker, 'ada@exmaple.example');
  await booker.root.getByRole('button', { name: 'Use another address' }).click();
  await expect(booker.field('email')).toBeFocused();
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(ADA);
  await expect(booker.field('email')).toHaveValue(ADA);
  await booker.submit.click();
  await expect(booker.field('code')).toBeFocused();
  await booker.field('code').fill(await codeFor(inbox, 'ada@exmaple.example'));
  await booker.submit.click();
  await expect(booker.root.locator('#error-code')).toBeVisible();
  await booker.field('code').fill(await codeFor(inbox, ADA));
  await booker.book();
});

test('back to the details and on again sends no second mail, and half a minute later it can be sent again', async ({
  booker,
  open,
  page,
  inbox,
}) => {
  await page.clock.install();
  await open();
  await toTheCode(booker);
  const again = booker.root.getByRole('button', { name: 'Send the code again' });
  await expect(again).toHaveCount(0);
  await booker.root.locator('button[part="back"]').click();
  await expect(booker.field('email')).toHaveValue(ADA);
  await booker.submit.click();
  await expect(booker.field('code')).toBeFocused();
  await page.clock.fastForward(31_000);
  await again.click();
  await expect(booker.field('code')).toBeFocused();
  await expect(again).toHaveCount(0);
  const codes = [await codeFor(inbox, ADA, 1), await codeFor(inbox, ADA, 2)];
  expect(codes[1]).toBe(codes[0]);
  expect(await inbox.mailsTo(ADA)).toHaveLength(2);
  await booker.field('code').fill(codes[0] as string);
  await booker.book();
});

test('after too many wrong codes another is sent, at once', async ({ booker, open, inbox }) => {
  await open();
  await toTheCode(booker);
  const code = await codeFor(inbox, ADA);
  let wrong = code;
  for (let tries = 0; tries < 5; tries += 1) {
    wrong = other(wrong);
    await booker.field('code').fill(wrong);
    await booker.submit.click();
    await expect(booker.root.locator('#error-code')).toContainText(
      tries < 3 ? `${4 - tries} tries` : tries < 4 ? 'One try' : 'not good any more',
    );
  }
  await booker.root.getByRole('button', { name: 'Send the code again' }).click();
  await expect(booker.root.locator('#error-code')).toHaveCount(0);
  const next = await codeFor(inbox, ADA, 2);
  expect(next).not.toBe(code);
  await booker.field('code').fill(next);
  await booker.book();
});

test('a time that is taken meanwhile is traded for another without a second code', async ({
  booker,
  open,
  product,
  inbox,
  events,
}) => {
  await open();
  const start = await toTheCode(booker);
  expect(isBooked(await book(product.url, 'open', new Date(start).toISOString(), 'grace@example.com'))).toBe(true);
  await booker.field('code').fill(await codeFor(inbox, ADA));
  await booker.submit.click();
  await expect(booker.trouble).toContainText('just taken');
  await expect(booker.field('email')).toHaveValue(ADA);
  await booker.root.locator('button[part="alternative"]').first().click();
  await booker.book();
  const names = (await events()).map(([name]) => name);
  expect(names.filter((name) => name === 'mb-booked')).toHaveLength(1);
  expect(names.filter((name) => name === 'mb-slot-taken')).toHaveLength(1);
});

test('French is spoken, too', async ({ booker, open, inbox }) => {
  await open({ lang: 'fr' });
  await toTheCode(booker);
  await expect(booker.root.getByRole('heading', { name: 'Consultez votre messagerie' })).toBeVisible();
  const [mail] = await inbox.mailsTo(ADA);
  expect(mail?.mail.subject).toContain('est votre code');
  await booker.field('code').fill(await codeFor(inbox, ADA));
  await booker.book();
});
