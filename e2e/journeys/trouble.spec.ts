import { heldMeetings } from '../stage/database-file.ts';
import { expect, test } from '../stage/journey.ts';

/* The network and the server fail in each way that they do, and the visitor always knows where they stand. */

test('slots that cannot be read say so, and are read when tried again', async ({ booker, open, line }) => {
  line.fault = (_, path) =>
    path.includes('/slots?') ? { kind: 'answer', status: 500, code: 'unexpected' } : undefined;
  await open();
  await expect(booker.trouble).toContainText('cannot answer right now');
  line.fault = () => undefined;
  await booker.root.getByRole('button', { name: 'Try again' }).click();
  await booker.chooseDay();
});

test('a server that is down says so, and the page recovers with it', async ({ booker, open, line }) => {
  line.fault = (_, path) => (path.startsWith('/api/') ? { kind: 'cut' } : undefined);
  await open();
  await expect(booker.trouble).toContainText('No connection');
  line.fault = () => undefined;
  await booker.root.getByRole('button', { name: 'Try again' }).click();
  await booker.chooseDay();
});

test('a slow answer shows the sheet’s bones and then the times, and nothing jumps', async ({
  booker,
  open,
  line,
  page,
}) => {
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>();
  line.fault = (_, path) => (path.includes('/slots?') ? { kind: 'held', until } : undefined);
  await open();
  await expect(booker.root.locator('[part~="skeleton"]').first()).toBeVisible();
  const before = await booker.root.boundingBox();
  letGo();
  await booker.ready();
  const after = await booker.root.boundingBox();
  expect(Math.abs((after?.height ?? 0) - (before?.height ?? 0))).toBeLessThanOrEqual(2);
  await booker.chooseDay();
  await page.waitForLoadState();
});

for (const { name, fault, words } of [
  { name: '500', fault: { kind: 'answer', status: 500, code: 'unexpected' }, words: 'cannot answer right now' },
  {
    name: '429',
    fault: {
      kind: 'answer',
      status: 429,
      code: 'rate_limited',
      headers: { 'retry-after': '30', 'access-control-expose-headers': 'Retry-After' },
    },
    words: '30 seconds',
  },
  { name: 'a cut line', fault: { kind: 'cut' }, words: 'No connection' },
] as const) {
  test(`a booking that meets ${name} keeps the form, and is made when tried again`, async ({
    booker,
    open,
    line,
    events,
    inbox,
  }) => {
    await open();
    await booker.chooseDay();
    await booker.chooseSlot();
    await booker.fill('Ada Lovelace', 'ada@example.com');
    line.fault = (method) => (method === 'POST' ? fault : undefined);
    await booker.submit.click();
    await expect(booker.trouble).toContainText(words);
    await expect(booker.field('email')).toHaveValue('ada@example.com');
    expect((await events()).filter(([event]) => event === 'mb-booked')).toEqual([]);
    line.fault = () => undefined;
    await booker.book();
    await inbox.mailsTo('ada@example.com');
    expect((await events()).filter(([event]) => event === 'mb-booked')).toHaveLength(1);
  });
}

test('a booking whose answer is lost on the way is one booking when tried again', async ({
  booker,
  open,
  line,
  inbox,
  product,
}) => {
  await open();
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  line.fault = (method) => (method === 'POST' ? { kind: 'answer lost' } : undefined);
  await booker.submit.click();
  await expect(booker.trouble).toContainText('Nothing is booked twice');
  line.fault = () => undefined;
  await booker.book();
  expect(await inbox.mailsTo('ada@example.com')).toHaveLength(1);
  expect(heldMeetings(product.dataDir)).toHaveLength(1);
});

test('a type that does not exist is said to be closed', async ({ booker, open }) => {
  await open({ tag: '<meeting-booker type="nothing"></meeting-booker>' });
  await expect(booker.root).toContainText('not open');
});
