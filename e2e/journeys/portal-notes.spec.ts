import { expect, test } from '../stage/portal.ts';

test('a note is written, edited with its history kept, and deleted after asking', async ({
  booked,
  openPortal,
  portal,
  events,
}) => {
  const { portalToken } = await booked(2);
  await openPortal(portalToken);
  await portal.getByLabel('Write a note').fill('Bring the plans.\nSee https://example.com/plans.');
  await portal.getByRole('button', { name: 'Share' }).click();
  const note = portal.locator('[part="note"]');
  await expect(note).toContainText('Bring the plans.');
  await expect(portal.getByLabel('Write a note')).toHaveValue('');
  await expect(portal.getByLabel('Write a note')).toBeFocused();
  const link = note.getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://example.com/plans');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');

  await note.getByRole('button', { name: /^Edit/ }).click();
  await note.getByRole('textbox').fill('Bring the <b>new</b> plans.');
  await note.getByRole('button', { name: 'Save' }).click();
  await expect(note).toContainText('Bring the <b>new</b> plans.');
  await note.getByText('edited').click();
  await expect(note.locator('details')).toContainText('Bring the plans.');
  await expect(note.locator('details')).toContainText('You');

  await note.getByRole('button', { name: /^Delete/ }).click();
  await expect(note.getByText('Delete this note?')).toBeFocused();
  await note.getByRole('button', { name: 'Delete it' }).click();
  await expect(note).toHaveCount(0);
  const told = (await events()).filter(([name]) => name === 'mb-note').map(([, detail]) => detail.change);
  expect(told).toEqual(['written', 'edited', 'deleted']);
});

test('what is written elsewhere comes by itself, and what is being typed stays', async ({
  booked,
  openPortal,
  portal,
  product,
  page,
}) => {
  const { meeting, portalToken } = await booked(2);
  await openPortal(portalToken);
  const field = portal.getByLabel('Write a note');
  await field.fill('half a sent');
  const write = (body: string) =>
    fetch(`${product.url}/api/portal/${portalToken}/meetings/${meeting.id}/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ body }),
    });
  await write('From another window.');
  await expect(portal.locator('[part="note"]')).toContainText('From another window.');
  await expect(field).toHaveValue('half a sent');
  await field.press('End');
  await page.keyboard.type('ence');
  await write('And another.');
  await expect(portal.locator('[part="note"]')).toHaveCount(2);
  await expect(field).toHaveValue('half a sentence');
  await expect(field).toBeFocused();
});

test('where events cannot be had it asks now and then', async ({ booked, openPortal, portal, product, line }) => {
  const { meeting, portalToken } = await booked(2);
  line.fault = (_, path) =>
    path.endsWith('/events') ? { kind: 'answer', status: 503, code: 'unavailable' } : undefined;
  await openPortal(portalToken);
  await expect(portal.getByLabel('Write a note')).toBeVisible();
  await fetch(`${product.url}/api/portal/${portalToken}/meetings/${meeting.id}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ body: 'Found by asking.' }),
  });
  await expect(portal.locator('[part="note"]')).toContainText('Found by asking.');
});

test('a note that cannot be shared stays in its field', async ({ booked, openPortal, portal, line }) => {
  const { portalToken } = await booked(2);
  await openPortal(portalToken);
  await portal.getByLabel('Write a note').fill('Keep me.');
  line.fault = (method) => (method === 'POST' ? { kind: 'cut' } : undefined);
  await portal.getByRole('button', { name: 'Share' }).click();
  await expect(portal.getByRole('alert')).toBeVisible();
  await expect(portal.getByLabel('Write a note')).toHaveValue('Keep me.');
});
