import type { Page } from '@playwright/test';
import { Booker } from '../stage/booker.ts';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { nextChange, offsetMinutes } from '../stage/clock-changes.ts';
import type { Received } from '../stage/inbox.ts';
import { calendarPart, readByIcalJs } from '../stage/invitation.ts';
import { CLIENT, expect, test } from '../stage/portal.ts';
import { command, type Product } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

/*
 * From a mail as it came by SMTP, by a press on what stands in it, to the server's own page. What the element does there is held in
 * both browsers by the other journeys of the portal: one is enough here.
 */

const ZONE = 'America/New_York';

test.use({
  settings: team(
    meetingType('intro', { maxGuests: 3, schedule: 'Always' }),
    meetingType('late', { title: 'Late to change', changeNoticeMinutes: 20_000, schedule: 'Always' }),
  ),
});

/** Shows a mail as a mail program does. */
async function read(page: Page, { mail }: Received): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(mail.html || '');
}

async function newestTo(
  inbox: { mailsTo(address: string, count?: number): Promise<Received[]> },
  address: string,
  count = 1,
) {
  const mail = (await inbox.mailsTo(address, count))[count - 1];
  if (mail === undefined) throw new Error('a mail was waited for');
  return mail;
}

/** What a host's program does with a key of every scope that these journeys need. */
async function hostOf({ dataDir, url }: Product) {
  const scopes = ['meetings:read', 'notes:read', 'notes:write'].flatMap((scope) => ['--scope', scope]);
  const args = ['api-key', 'create', '--host', ADDRESSES.claire, '--name', 'Desk', ...scopes];
  const { stdout, stderr } = await command(args, { settings: { BOOKER_DATA_DIR: dataDir } });
  if (stdout === '') throw new Error(stderr);
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/api/host/meetings/${path}`, {
      method,
      headers: { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as unknown;
  };
}

test.describe('from the mail', () => {
  test('cancelling takes two clicks, and everybody is told', async ({ booked, inbox, page, portal }) => {
    const { meeting } = await booked(60, { guests: ['grace@example.com'] });
    await read(page, await newestTo(inbox, CLIENT));
    await page.getByRole('link', { name: 'Cancel' }).click();
    await portal.getByRole('dialog').getByRole('button', { name: 'Cancel the meeting' }).click();
    await expect(portal.locator('[part="status-text"]')).toHaveText('Cancelled');
    for (const person of [CLIENT, 'grace@example.com', ADDRESSES.claire]) {
      const { method, uid, sequence } = readByIcalJs(calendarPart(await newestTo(inbox, person, 2)));
      expect({ method, uid, sequence }).toEqual({ method: 'CANCEL', uid: meeting.uid, sequence: 1 });
    }
  });

  test('moving takes three clicks, and everybody is told', async ({ booked, inbox, page, portal, product }) => {
    const { meeting } = await booked(60, { guests: ['grace@example.com'] });
    await read(page, await newestTo(inbox, CLIENT));
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    await page.getByRole('link', { name: 'Move' }).click();
    const slot = portal.locator('button[data-start]').nth(1);
    const start = Number(await slot.getAttribute('data-start'));
    await slot.click();
    await portal.getByRole('button', { name: /^Move to / }).click();
    await expect(portal.locator('[part="outcome"]')).toBeVisible();
    for (const person of [CLIENT, 'grace@example.com', ADDRESSES.claire]) {
      const invitation = readByIcalJs(calendarPart(await newestTo(inbox, person, 2)));
      expect(invitation).toMatchObject({ method: 'REQUEST', uid: meeting.uid, sequence: 1, start });
    }
    // A page with a token in its address asks nobody else for anything.
    expect([...asked]).toEqual([product.url]);
  });

  test('a scanner that opens every link of every mail changes nothing', async ({ booked, inbox, product }) => {
    const { meeting, portalToken } = await booked(60, { guests: ['grace@example.com'] });
    const mails = [await newestTo(inbox, CLIENT), await newestTo(inbox, 'grace@example.com')];
    const links = mails.flatMap(({ mail }) =>
      [...(mail.html || '').matchAll(/href="([^"]+)"/g)].map(([, to = '']) => to),
    );
    const own = links.map((link) => link.replaceAll('&amp;', '&')).filter((link) => link.startsWith(product.url));
    expect(own.length).toBeGreaterThan(3);
    for (const link of own) {
      for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status, link).toBe(200);
    }
    const now = await fetch(`${product.url}/api/portal/${portalToken}/meetings/${meeting.id}`);
    expect((await now.json()).meeting).toMatchObject({
      status: 'confirmed',
      revision: 1,
      participants: meeting.participants,
    });
  });

  test('past the notice it says so, and a press writes to the host', async ({ booked, inbox, page, portal }) => {
    await booked(60, {}, 'late');
    await read(page, await newestTo(inbox, CLIENT));
    await expect(page.getByRole('link', { name: /^(Move|Cancel)$/ })).toHaveCount(0);
    await page.locator('a[href*="/portal/"]').first().click();
    await expect(portal.getByText('It starts too soon')).toBeVisible();
    const write = portal.getByRole('link', { name: 'Write to Claire Moreau' });
    await expect(write).toHaveAttribute('href', /^mailto:claire@three-rooms\.example\?subject=/);
  });

  test('a guest declines by their own mail, and the host reads it', async ({
    booked,
    inbox,
    page,
    portal,
    product,
  }) => {
    const { meeting, portalToken } = await booked(60, { guests: ['grace@example.com'] });
    const mail = await newestTo(inbox, 'grace@example.com');
    expect(mail.raw + mail.mail.html).not.toContain(portalToken);
    await read(page, mail);
    await page.locator('a[href*="/portal/gst_"]').first().click();
    await portal.getByRole('button', { name: 'Decline' }).click();
    await portal.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
    await expect(portal.getByText('You declined.').first()).toBeVisible();
    const host = await hostOf(product);
    const { meeting: seen } = (await host('GET', meeting.id)) as { meeting: object };
    expect(seen).toMatchObject({
      status: 'confirmed',
      participants: expect.arrayContaining([
        expect.objectContaining({ email: 'grace@example.com', response: 'declined' }),
      ]),
    });
  });

  test('client and host write notes side by side, and each has the other’s within seconds', async ({
    booked,
    inbox,
    page,
    portal,
    product,
  }) => {
    const { meeting } = await booked(60);
    const host = await hostOf(product);
    const notes = `${meeting.id}/notes`;
    const soon = { timeout: 15_000 };
    await read(page, await newestTo(inbox, CLIENT));
    await page.locator('a[href*="/portal/"]').first().click();
    const field = portal.getByLabel('Write a note');
    await field.fill('Here is the first plan.');
    await portal.getByRole('button', { name: 'Share' }).click();
    const shown = portal.locator('[part="note"]');
    await expect(shown).toHaveCount(1);

    await field.fill('And I wond');
    await host('POST', notes, { body: 'A dull one. Charge more.', shared: false });
    const { note } = (await host('POST', notes, { body: 'Where is the stair?', shared: true })) as {
      note: { id: string };
    };
    await expect(shown.nth(1)).toContainText('Where is the stair?', soon);
    await expect(field).toHaveValue('And I wond');

    await shown.first().getByRole('button', { name: /^Edit/ }).click();
    await host('PUT', `${notes}/${note.id}`, { body: 'Where is the lift?' });
    await expect(shown.nth(1)).toContainText('Where is the lift?', soon);
    await shown.first().getByRole('textbox').fill('Here is the second plan.');
    await shown.first().getByRole('button', { name: 'Save' }).click();
    await expect(shown.first()).toContainText('Here is the second plan.');

    const { items } = (await host('GET', notes)) as { items: object[] };
    expect(items).toMatchObject([
      {
        body: 'Here is the second plan.',
        author: { role: 'client' },
        revisions: [{ body: 'Here is the first plan.' }],
      },
      { shared: false },
      { body: 'Where is the lift?', author: { role: 'host' }, revisions: [{ body: 'Where is the stair?' }] },
    ]);
    expect(await page.content()).not.toContain('dull');
    await expect(shown).toHaveCount(2);
  });

  test('a link opens what is its client’s, and of another’s meeting not even that it is there', async ({
    booked,
    inbox,
    page,
    portal,
    product,
  }) => {
    const { meeting } = await booked(60);
    const start = (await offeredStarts(product.url, 'intro'))[70] ?? '';
    const other = await book(product.url, 'intro', start, 'bob@example.com');
    if (!isBooked(other)) throw new Error('booking was refused');
    const mine = await newestTo(inbox, 'bob@example.com');
    await read(page, mine);
    const link = (await page.locator('a[href*="/portal/"]').first().getAttribute('href'))?.split('#')[0] ?? '';
    await page.goto(`${link}#${meeting.id}`);
    await expect(portal.locator('[part="status-text"]')).toHaveText('Confirmed');
    await expect(page.locator('body')).not.toContainText(CLIENT);
    const answers = [meeting.id, `${meeting.id.slice(0, -4)}0000`].map(async (id) => {
      const answer = await fetch(`${link.replace('/portal/', '/api/portal/')}/meetings/${id}`);
      const { requestId: _, ...body } = await answer.json();
      return { status: answer.status, ...body };
    });
    const [another, nobodys] = await Promise.all(answers);
    expect(another).toMatchObject({ status: 404, code: 'not_found' });
    expect(another).toEqual(nobodys);
    // One digit off, it opens nothing.
    await page.goto(`${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`);
    await expect(page.locator('body')).toContainText('This link opens nothing');
    await expect(page.locator('body')).not.toContainText('bob@example.com');
  });
});

test.describe('in New York, from the mail', () => {
  test.use({ timezoneId: ZONE });

  for (const { name, forward } of [
    { name: 'forward', forward: true },
    { name: 'back', forward: false },
  ]) {
    test(`a meeting is moved to the day when clocks go ${name}, and is at that time everywhere`, async ({
      booked,
      inbox,
      page,
      portal,
    }) => {
      const { meeting } = await booked(60, { timeZone: ZONE });
      await read(page, await newestTo(inbox, CLIENT));
      await page.getByRole('link', { name: 'Move' }).click();
      await expect(portal.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await new Booker(page, portal).goTo(nextChange(ZONE, forward));
      const slots = portal.locator('button[data-start]');
      // Open around the clock, the day offers every half hour that it has.
      await expect(slots).toHaveCount(forward ? 46 : 50);
      const last = slots.last();
      const start = Number(await last.getAttribute('data-start'));
      const clock = new Date(start + offsetMinutes(ZONE, start) * 60_000).toISOString().slice(11, 16);
      expect(clock).toBe('23:30');
      await last.click();
      await portal.getByRole('button', { name: /^Move to / }).click();
      await expect(portal.locator('[part="outcome"]')).toBeVisible();
      await expect(portal).toContainText(`${clock}–`);
      const mail = await newestTo(inbox, CLIENT, 2);
      expect(mail.mail.text).toMatch(/23:30|11:30\sPM/i);
      expect(readByIcalJs(calendarPart(mail))).toMatchObject({ uid: meeting.uid, sequence: 1, start });
    });
  }
});
