import { focused } from '../stage/accessibility.ts';
import { book, offeredStarts } from '../stage/booking.ts';
import { CLIENT, expect, test } from '../stage/portal.ts';
import { meetingType, team } from '../stage/team.ts';

test.use({
  settings: team(
    meetingType('intro', { maxGuests: 3 }),
    meetingType('late', { title: 'Late to change', changeNoticeMinutes: 20_000 }),
    meetingType('asked', { title: 'Asked for', requiresConfirmation: true }),
  ),
});

const outcomes = (heard: [string, unknown][], name: string) => heard.filter(([event]) => event === name);

test('moving takes three clicks: the link, a time, the word', async ({
  booked,
  openPortal,
  portal,
  events,
  product,
  page,
}) => {
  const { meeting, portalToken } = await booked(4);
  await openPortal(portalToken, '#move');
  await expect(portal.getByText('Choose another time')).toBeVisible();
  await expect(portal.locator('[part="details"]')).toContainText('Now');
  const slot = portal.locator('button[data-start]').nth(1);
  const start = Number(await slot.getAttribute('data-start'));
  await slot.click();
  await portal.getByRole('button', { name: /^Move to / }).click();
  await expect(portal.getByRole('status')).toContainText(/^Moved: /);
  await expect.poll(async () => (await focused(page)).id).toBe('meeting');
  await expect(portal.locator('[part="outcome"]')).toContainText(`on its way to ${CLIENT}`);

  const told = outcomes(await events(), 'mb-rescheduled');
  expect(told).toEqual([['mb-rescheduled', expect.objectContaining({ meetingId: meeting.id, uid: meeting.uid })]]);
  const free = await offeredStarts(product.url, 'intro');
  expect(free).toContain(meeting.start);
  expect(free.map((text) => Date.parse(text))).not.toContain(start);
});

test('cancelling takes two clicks: the link, the word', async ({ booked, openPortal, portal, events, inbox, page }) => {
  const { meeting, portalToken } = await booked(4);
  await openPortal(portalToken, '#cancel');
  const dialog = portal.getByRole('dialog', { name: 'Cancel this meeting?' });
  await expect(dialog).toBeVisible();
  await expect.poll(async () => (await focused(page)).id).toBe('task');
  await dialog.getByRole('button', { name: 'Cancel the meeting' }).click();
  await expect(portal.locator('[part="status-text"]')).toHaveText('Cancelled');
  await expect(portal.locator('[part="outcome"]')).toBeVisible();
  await expect(portal.getByRole('link', { name: 'Book another time' })).toBeVisible();
  await expect.poll(async () => (await focused(page)).id).toBe('meeting');
  expect(outcomes(await events(), 'mb-cancelled')).toEqual([
    ['mb-cancelled', expect.objectContaining({ meetingId: meeting.id, status: 'cancelled' })],
  ]);
  await inbox.mailsTo(CLIENT, 2);
});

test('a reason is told, Escape keeps the meeting, and the focus goes back', async ({
  booked,
  openPortal,
  portal,
  page,
}) => {
  const { portalToken } = await booked(4);
  await openPortal(portalToken);
  await portal.getByRole('button', { name: 'Cancel the meeting' }).click();
  await portal.getByLabel('Reason').fill('I am ill.\nSorry.');
  await page.keyboard.press('Escape');
  await expect(portal.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await focused(page)).id).toBe('cancel');
  await page.keyboard.press('Enter');
  await expect(portal.getByLabel('Reason')).toHaveValue('I am ill.\nSorry.');
  await portal.getByRole('dialog').getByRole('button', { name: 'Cancel the meeting' }).click();
  await expect(portal.locator('dl')).toContainText('I am ill.');
  await expect(portal.locator('dl')).toContainText('You cancelled it.');
});

test('a time that was just taken is traded for another', async ({ booked, openPortal, portal, product, events }) => {
  const { portalToken } = await booked(4);
  await openPortal(portalToken, '#move');
  const slot = portal.locator('button[data-start]').nth(2);
  const start = Number(await slot.getAttribute('data-start'));
  await slot.click();
  await book(product.url, 'intro', new Date(start).toISOString(), 'grace@example.com');
  await portal.getByRole('button', { name: /^Move to / }).click();
  await expect(portal.getByRole('alert')).toContainText('just taken');
  await portal.locator('[part="alternative"]').first().click();
  await portal.getByRole('button', { name: /^Move to / }).click();
  await expect(portal.locator('[part="outcome"]')).toBeVisible();
  expect(outcomes(await events(), 'mb-rescheduled')).toHaveLength(1);
});

test('what changed meanwhile is said, and the move goes on from there', async ({
  booked,
  openPortal,
  portal,
  product,
}) => {
  const { meeting, portalToken } = await booked(4);
  await openPortal(portalToken, '#move');
  await portal.locator('button[data-start]').nth(2).click();
  const put = await fetch(`${product.url}/api/portal/${portalToken}/meetings/${meeting.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ description: 'From another window.' }),
  });
  expect(put.status).toBe(200);
  // The page may have heard of it before the button is pressed; then there is nothing to be said.
  await portal.getByRole('button', { name: /^Move to / }).click();
  await expect(portal.getByText('changed meanwhile').or(portal.locator('[part="outcome"]'))).toBeVisible();
  if (await portal.getByText('changed meanwhile').isVisible()) {
    await portal.getByRole('button', { name: /^Move to / }).click();
  }
  await expect(portal.locator('[part="outcome"]')).toBeVisible();
  await expect(portal.locator('dl')).toContainText('From another window.');
});

test('an answer that was lost on its way is found out, and nothing is moved twice', async ({
  booked,
  openPortal,
  portal,
  line,
  events,
}) => {
  const { portalToken } = await booked(4);
  await openPortal(portalToken, '#move');
  await portal.locator('button[data-start]').nth(2).click();
  line.fault = (method) => (method === 'PUT' ? { kind: 'answer lost' } : undefined);
  await portal.getByRole('button', { name: /^Move to / }).click();
  await expect(portal.getByRole('alert').or(portal.locator('[part="outcome"]'))).toBeVisible();
  line.fault = () => undefined;
  const again = portal.getByRole('button', { name: /^Move to / });
  if (await again.isVisible()) await again.click();
  await expect(portal.locator('[part="outcome"]')).toBeVisible();
  expect(outcomes(await events(), 'mb-rescheduled')).toHaveLength(1);
});

test('past the notice the page says why, and whom to write to', async ({ booked, openPortal, portal }) => {
  const { portalToken } = await booked(4, {}, 'late');
  await openPortal(portalToken, '#move');
  await expect(portal.getByText('It starts too soon')).toBeVisible();
  await expect(portal.getByRole('link', { name: 'Write to Claire Moreau' })).toHaveAttribute(
    'href',
    /^mailto:claire@three-rooms\.example\?subject=/,
  );
  await expect(portal.getByRole('button', { name: 'Move' })).toHaveCount(0);
  await expect(portal.getByRole('button', { name: 'Cancel the meeting' })).toHaveCount(0);
});

test('a meeting that waits for its host says so, and until when', async ({ booked, openPortal, portal }) => {
  const { portalToken } = await booked(4, {}, 'asked');
  await openPortal(portalToken);
  await expect(portal.locator('[part="status-text"]')).toHaveText('Awaiting confirmation');
  await expect(portal.getByText(/Claire Moreau still has to confirm, until /)).toBeVisible();
  await expect(portal.getByText('Add to calendar')).toHaveCount(0);
});

test('guests and what helps to prepare are changed', async ({ booked, openPortal, portal }) => {
  const { portalToken } = await booked(4);
  await openPortal(portalToken);
  await portal.getByRole('button', { name: 'Change details' }).click();
  await portal.getByLabel(/^Guests’ addresses/).fill('grace@');
  await portal.getByLabel(/^To prepare/).fill('The drawings.');
  await portal.getByRole('button', { name: 'Save' }).click();
  await expect(portal.getByRole('alert')).toContainText('Enter addresses like');
  await portal.getByLabel(/^Guests’ addresses/).fill('grace@example.com');
  await portal.getByRole('button', { name: 'Save' }).click();
  await expect(portal.locator('dl')).toContainText('grace@example.com');
  await expect(portal.locator('dl')).toContainText('The drawings.');
});

test('a guest declines by the link in their own mail, and accepts after all', async ({
  booked,
  openPortal,
  portal,
  inbox,
}) => {
  await booked(4, { guests: ['grace@example.com'] });
  const [mail] = await inbox.mailsTo('grace@example.com');
  const token = /\/portal\/([^\s"'<>)]+)/.exec(mail?.mail.text ?? '')?.[1] ?? '';
  expect(token).toMatch(/^gst_/);
  await openPortal(token);
  await expect(portal.getByRole('button', { name: 'Decline' })).toBeVisible();
  for (const name of ['Move', 'Cancel the meeting', 'Change details', 'Share']) {
    await expect(portal.getByRole('button', { name })).toHaveCount(0);
  }
  await portal.getByRole('button', { name: 'Decline' }).click();
  await portal.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
  await expect(portal.getByText('You declined.').first()).toBeVisible();
  await portal.getByRole('button', { name: 'Accept after all' }).click();
  await expect(portal.getByText('You accepted.').first()).toBeVisible();
});
