import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, focused } from '../stage/accessibility.ts';
import { CLIENT, expect, test } from '../stage/portal.ts';
import { meetingType, team } from '../stage/team.ts';

test.use({ settings: team(meetingType('intro', { maxGuests: 3 }), meetingType('visit', { title: 'Visit' })) });

test('a client sees what stands ahead by day, opens one and comes back to where they were', async ({
  booked,
  wholeToken,
  openPortal,
  portal,
  events,
  page,
}) => {
  await booked(2);
  await booked(30, {}, 'visit');
  const third = await booked(60);
  await openPortal(await wholeToken());
  await expect(portal.getByRole('heading', { name: 'Your meetings' })).toBeVisible();
  await expect(portal.locator('[part="next-meeting"]')).toContainText('Claire Moreau');
  await expect(portal.getByRole('link', { name: 'Join the call' })).toHaveAttribute('rel', /noopener/);
  const row = portal.locator(`[data-id="${third.meeting.id}"]`);
  await row.click();
  await expect(portal.locator('[part="status-text"]')).toHaveText('Confirmed');
  await expect.poll(async () => (await focused(page)).id).toBe('meeting');
  expect(new URL(page.url()).hash).toBe(`#${third.meeting.id}`);
  await portal.getByRole('button', { name: 'Your meetings' }).click();
  await expect(row).toBeFocused();
  await row.click();
  // Firefox's driver hears of no step back within a page.
  await page.evaluate(() => history.back());
  await expect(portal.getByRole('heading', { name: 'Your meetings' })).toBeVisible();
  expect((await events()).filter(([name]) => name === 'mb-ready')).toEqual([['mb-ready', { scope: 'client' }]]);
});

test('the month marks the days, and a day leads to its meetings', async ({
  booked,
  wholeToken,
  openPortal,
  portal,
  page,
}) => {
  await booked(2);
  const { meeting } = await booked(60);
  await openPortal(await wholeToken());
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(meeting.start));
  await expect(portal.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  for (let turn = 0; turn < 2 && !(await portal.locator(`button[data-date="${date}"]`).isVisible()); turn += 1) {
    await portal.locator('button[part="next"]').click();
  }
  const day = portal.locator(`button[data-date="${date}"]`);
  await expect(day).toHaveAttribute('aria-label', /1 meeting$/);
  await day.click();
  await expect(portal.locator(`h3[data-day="${date}"]`)).toBeFocused();
  await day.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await focused(page)).date > date).toBe(true);
});

test('times follow the zone that is chosen', async ({ booked, wholeToken, openPortal, portal }) => {
  const { meeting } = await booked(2);
  await openPortal(await wholeToken());
  await portal.getByRole('button', { name: /change time zone/ }).click();
  await portal.getByRole('combobox').fill('Tokyo');
  await portal.getByRole('option').first().click();
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
    new Date(meeting.start),
  );
  await expect(portal.locator('[part="next-meeting"]')).toContainText(time);
  await expect(portal.locator('[part="next-meeting"]')).toContainText('Tokyo time (UTC+9)');
});

test('without a link, or with a dead one, it mails another', async ({ booked, openPortal, portal, inbox, page }) => {
  await booked(2);
  await openPortal('nothing');
  await expect(portal.getByText('This link is no longer valid')).toBeVisible();
  await portal.getByRole('button', { name: 'Send me my link' }).click();
  await expect(portal.getByText('Enter an address like')).toBeVisible();
  await expect.poll(async () => (await focused(page)).id).toBe('field-email');
  await portal.getByLabel('Email').fill(CLIENT);
  await page.keyboard.press('Enter');
  await expect(portal.locator('#sent')).toContainText(`If meetings were booked for ${CLIENT}`);
  const mails = await inbox.mailsTo(CLIENT, 2);
  expect(mails.some(({ mail }) => /\/portal\/\S+/.test(mail.text ?? ''))).toBe(true);
});

test('a server in trouble is told, and asked again', async ({ booked, openPortal, portal, line, events }) => {
  const { portalToken } = await booked(2);
  line.fault = (_, path) =>
    path.startsWith('/api/portal') ? { kind: 'answer', status: 500, code: 'internal' } : undefined;
  await openPortal(portalToken);
  await expect(portal.getByRole('alert')).toBeVisible();
  line.fault = () => undefined;
  await portal.getByRole('button', { name: 'Try again' }).click();
  await expect(portal.locator('[part="status-text"]')).toBeVisible();
  expect((await events()).filter(([name]) => name === 'mb-error')[0]?.[1]).toMatchObject({
    phase: 'portal',
    retryable: true,
  });
});

test('a client reads it in French', async ({ booked, wholeToken, openPortal, portal }) => {
  await booked(2);
  await openPortal(await wholeToken(), '', { lang: 'fr' });
  await expect(portal.getByRole('heading', { name: 'Vos rendez-vous' })).toBeVisible();
  await portal.getByRole('button', { name: 'Déplacer' }).click();
  await portal.locator('button[data-start]').nth(2).click();
  await portal.getByRole('button', { name: /^Déplacer au .+ à \d+\sh/ }).click();
  await expect(portal.locator('[part="outcome"]')).toContainText('Le nouvel horaire part');
});

for (const width of [320, 1100]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`at ${width} pixels, ${colorScheme}`, { tag: colorScheme === 'dark' ? '@chromium' : [] }, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      test('each state stands before axe, and each target is large enough', async ({
        booked,
        wholeToken,
        openPortal,
        portal,
        page,
      }) => {
        const check = async () => {
          await expectAccessible(page);
          await expectLargeTargets(page, 'meeting-portal');
          await expectNoSidewaysScroll(page);
        };
        await booked(30, {}, 'visit');
        await booked(2, { guests: ['grace@example.com'], description: 'See https://example.com' });
        await openPortal(await wholeToken(), '', { style: ':root { color-scheme: light dark }' });
        await expect(portal.locator('[part="next-meeting"]')).toBeVisible();
        await portal.getByRole('button', { name: 'Past meetings' }).click();
        await expect(portal.getByText('No past meetings.')).toBeVisible();
        await check();
        await portal.getByRole('button', { name: 'Details' }).click();
        await portal.getByLabel('Write a note').fill('First.');
        await portal.getByRole('button', { name: 'Share' }).click();
        await expect(portal.locator('[part="note"]')).toHaveCount(1);
        await check();
        await portal.getByRole('button', { name: 'Cancel the meeting' }).click();
        await check();
        await page.keyboard.press('Escape');
        await portal.getByRole('button', { name: 'Change details' }).click();
        await check();
        await page.keyboard.press('Escape');
        await portal.getByRole('button', { name: 'Move' }).click();
        await portal.locator('button[data-start]').nth(2).click();
        await expect(portal.getByRole('button', { name: /^Move to / })).toBeVisible();
        await check();
      });
    });
  }
}
