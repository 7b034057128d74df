import type { Booker } from '../stage/booker.ts';
import type { Fault } from '../stage/faulty-line.ts';
import { expect, test } from '../stage/fixed-day.ts';

/*
 * Whatever fails on the way, the page hears just what happened: the whole list of events, in their order. A booking is told
 * once, and only when it is one.
 */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** What every visit tells until the form is open. */
const UNTIL_FORM = ['mb-ready', 'mb-slots-loaded', 'mb-slot-select', 'mb-step-change form'];

type Heard = readonly [name: string, detail: Record<string, unknown>];

/** An event with the one thing in its detail that tells it from others of its name. */
function told([name, detail]: Heard): string {
  if (name === 'mb-error') return `mb-error ${detail.phase} ${detail.code} ${detail.status} ${detail.retryable}`;
  if (name === 'mb-step-change') return `mb-step-change ${detail.to}`;
  return name;
}

/** In their order, but the first two, which come side by side. */
function list(events: readonly Heard[]): string[] {
  const names = events.map(told);
  return [...names.slice(0, 2).sort(), ...names.slice(2)];
}

async function toTheForm(booker: Booker): Promise<void> {
  await booker.ready();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
}

async function expectKept(booker: Booker): Promise<void> {
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await expect(booker.field('email')).toHaveValue('ada@example.com');
}

const problem = (status: number, code: string, more: object = {}): Fault => ({
  kind: 'given',
  status,
  body: { type: 'about:blank', title: 'Trouble', status, detail: 'Trouble.', code, requestId: 'r1', ...more },
});

const REFUSALS: readonly { readonly name: string; readonly fault: Fault; readonly error: string }[] = [
  { name: 'a 500', fault: problem(500, 'unexpected'), error: 'unexpected 500 true' },
  { name: 'a network that drops', fault: { kind: 'cut' }, error: 'offline 0 true' },
  { name: 'too many attempts', fault: problem(429, 'rate_limited'), error: 'rate_limited 429 true' },
  { name: 'a refusal', fault: problem(422, 'booking_refused'), error: 'booking_refused 422 false' },
  {
    name: 'a page of a proxy with status 200',
    fault: { kind: 'given', status: 200, body: '<html>Welcome to this hotel</html>' },
    error: 'unexpected 200 true',
  },
];

for (const { name, fault, error } of REFUSALS) {
  test(`${name} is told as an error and never as a booking, until it is one`, async ({
    booker,
    openFixed,
    line,
    events,
  }) => {
    await openFixed({ tag: TAG });
    const answer = line.fault;
    await toTheForm(booker);
    line.fault = (method, path, body) => (method === 'POST' ? fault : answer(method, path, body));
    await booker.submit.click();
    await expect(booker.trouble).toBeVisible();
    await expectKept(booker);
    expect(list(await events())).toEqual([...UNTIL_FORM, 'mb-before-book', `mb-error book ${error}`]);

    line.fault = answer;
    await booker.book();
    expect(list(await events())).toEqual([
      ...UNTIL_FORM,
      'mb-before-book',
      `mb-error book ${error}`,
      'mb-before-book',
      'mb-booked',
      'mb-step-change booked',
    ]);
  });
}

test('a time that was taken is told as taken, and the booking of another one once', async ({
  booker,
  openFixed,
  line,
  events,
}) => {
  await openFixed({ tag: TAG });
  const answer = line.fault;
  await toTheForm(booker);
  const alternatives = ['2027-03-10T12:00:00Z', '2027-03-11T08:00:00Z'];
  line.fault = (method, path, body) =>
    method === 'POST' ? problem(409, 'slot_taken', { alternatives }) : answer(method, path, body);
  await booker.submit.click();
  await expect(booker.root.locator('button[part="alternative"]')).toHaveCount(2);
  await expectKept(booker);
  line.fault = answer;
  await booker.root.locator('button[part="alternative"]').first().click();
  await expectKept(booker);
  await booker.book();
  const heard = await events();
  expect(list(heard)).toEqual([
    ...UNTIL_FORM,
    'mb-before-book',
    'mb-slot-taken',
    'mb-slot-select',
    'mb-before-book',
    'mb-booked',
    'mb-step-change booked',
  ]);
  const booked = heard.find(([event]) => event === 'mb-booked')?.[1];
  expect(booked).toEqual({
    meetingId: expect.any(String),
    uid: expect.any(String),
    start: '2027-03-10T12:00:00Z',
    end: '2027-03-10T12:30:00Z',
    timeZone: 'Europe/Paris',
    status: 'confirmed',
  });
});

test('pressed twice, and once more while it is under way, it is one request and one booking', async ({
  booker,
  openFixed,
  line,
  events,
}) => {
  await openFixed({ tag: TAG });
  const answer = line.fault;
  await toTheForm(booker);
  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  line.fault = (method, path, body) => {
    const given = answer(method, path, body);
    return method === 'POST' && given?.kind === 'given' ? { ...given, after } : given;
  };
  await booker.submit.dblclick();
  await booker.field('email').press('Enter');
  expect((await events()).map(told).at(-1)).toBe('mb-before-book');
  letGo();
  await expect(booker.done).toBeVisible();
  expect(line.seen.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  expect(list(await events())).toEqual([...UNTIL_FORM, 'mb-before-book', 'mb-booked', 'mb-step-change booked']);
});

test('a month that answers after another one was opened is not painted', async ({
  booker,
  openFixed,
  line,
  events,
}) => {
  await openFixed({ tag: TAG });
  const answer = line.fault;
  await booker.ready();
  await expect.poll(() => line.seen.filter((request) => request.includes('/slots?')).length).toBe(2);
  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // April was read unasked; May hangs, June does not.
  line.fault = (method, path, body) => {
    const given = answer(method, path, body);
    return path.includes('from=2027-04-30') && given?.kind === 'given' ? { ...given, after } : given;
  };
  const next = booker.root.locator('button[part="next"]');
  for (const month of ['April', 'May', 'June']) {
    await next.click();
    await expect(booker.root.getByRole('heading', { name: `${month} 2027` })).toBeVisible();
  }
  await expect(booker.root.locator('button[data-date="2027-06-01"]')).not.toHaveAttribute('aria-disabled');
  const chosen = await booker.root.locator('td[aria-selected="true"] button').getAttribute('data-date');
  letGo();
  await booker.root.page().waitForLoadState('networkidle');
  await expect(booker.root.getByRole('heading', { name: 'June 2027' })).toBeVisible();
  await expect(booker.root.locator('td[aria-selected="true"] button')).toHaveAttribute('data-date', chosen ?? '');
  const months = (await events()).filter(([event]) => event === 'mb-slots-loaded').map(([, detail]) => detail.month);
  expect(months).toEqual(['2027-03', '2027-04', '2027-06']);
});

test('times asked for in one zone are not painted in another', async ({ booker, openFixed, line, page, events }) => {
  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await openFixed({ tag: '<meeting-booker type="intro" date="2027-03-09" time-zone="Asia/Tokyo"></meeting-booker>' });
  await booker.ready();
  const answer = line.fault;
  line.fault = (method, path, body) => {
    const given = answer(method, path, body);
    return path.includes('New_York') && given?.kind === 'given' ? { ...given, after } : given;
  };
  const zone = (name: string) =>
    page.locator('meeting-booker').evaluate((element, value) => element.setAttribute('time-zone', value), name);
  await zone('America/New_York');
  await expect(booker.root.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
  await zone('Asia/Kathmandu');
  await booker.ready();
  const times = await booker.slots.allTextContents();
  letGo();
  await page.waitForLoadState('networkidle');
  expect(await booker.slots.allTextContents()).toEqual(times);
  const zones = (await events()).filter(([event]) => event === 'mb-slots-loaded').map(([, detail]) => detail.timeZone);
  expect(zones).toEqual(['Asia/Tokyo', 'Asia/Kathmandu']);
});

test('a type and times that cannot be read are told once each, and nothing more', async ({
  booker,
  openFixed,
  line,
  events,
}) => {
  await openFixed({ tag: TAG, from: line.url }, {});
  await booker.ready();
  line.fault = (_, path) => (path.startsWith('/api/') ? problem(503, 'not_ready') : undefined);
  await booker.page.reload();
  await expect(booker.trouble).toBeVisible();
  const errors = (await events()).map(told).sort();
  expect(errors).toEqual(['mb-error slots not_ready 503 true', 'mb-error type not_ready 503 true']);
});
