import type { Page } from '@playwright/test';
import { expect, test } from '../stage/journey.ts';
import { meetingType, team } from '../stage/team.ts';

/* What a page can rely on: the element's attributes, properties, methods, slots and states, on a page of somebody else. */

/** The element as a page's script sees it. */
type Api = HTMLElement &
  Record<string, never> & {
    readonly step: string;
    readonly value: string;
    readonly selectedDate: string | null;
    readonly selectedSlot: { readonly start: string; readonly end: string } | null;
    readonly availability: { readonly days: Record<string, number> } | null;
    readonly bookingResult: {
      readonly meeting: { readonly id: string; readonly answers: Record<string, unknown> };
    } | null;
    goTo(to: string): Promise<void>;
    selectSlot(start: string): Promise<boolean>;
    setPrefill(prefill: object): Promise<void>;
    requestSubmit(): Promise<boolean>;
    checkValidity(): boolean;
  };

const element = (page: Page) => page.locator('meeting-booker');
const sent = (page: Page) => page.waitForRequest((request) => request.method() === 'POST');

test('a page’s script goes to a day, chooses a time, fills in the form and books', async ({
  page,
  open,
  booker,
  events,
}) => {
  await open();
  await booker.ready(2);
  const [second] = await booker.days.nth(1).evaluateAll((days) => days.map((day) => day.getAttribute('data-date')));
  const result = await element(page).evaluate(async (node, date) => {
    const api = node as unknown as Api;
    await api.goTo(date);
    const chosen = api.selectedDate;
    const [, free = 0] = Object.entries(api.availability?.days ?? {}).find(([day]) => day === date) ?? [];
    await new Promise(requestAnimationFrame);
    const start = Number(node.shadowRoot?.querySelector('[data-start]')?.getAttribute('data-start'));
    const taken = await api.selectSlot(new Date(start).toISOString());
    const none = await api.selectSlot(new Date(start + 60_000).toISOString());
    await api.selectSlot(new Date(start).toISOString());
    const { step } = api;
    await api.setPrefill({ name: 'Ada Lovelace', email: 'ada@example.com' });
    const booked = await api.requestSubmit();
    const { value, bookingResult } = api;
    return {
      chosen,
      free,
      taken,
      none,
      step,
      booked,
      value,
      id: bookingResult?.meeting.id,
      focus: document.activeElement?.localName,
    };
  }, second ?? '');
  expect(result).toMatchObject({ chosen: second, taken: true, none: false, step: 'form', booked: true });
  expect(result.free).toBeGreaterThan(0);
  expect(result.value).toBe(result.id);
  expect((await events()).filter(([name]) => name === 'mb-booked')).toHaveLength(1);
});

test('in a form of the page the element is a control: required, named, reset', async ({ page, open, booker }) => {
  await open({
    tag: '<form><meeting-booker type="intro" name="meeting" required prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker></form>',
  });
  await booker.chooseDay();
  const form = page.locator('form').first();
  const state = () =>
    form.evaluate((node: HTMLFormElement) => ({
      valid: node.checkValidity(),
      sent: new FormData(node).get('meeting'),
      picking: node.querySelector(':state(picking)') !== null,
      booked: node.querySelector(':state(booked)') !== null,
    }));
  expect(await state()).toEqual({ valid: false, sent: null, picking: true, booked: false });
  const changed = form.evaluate(
    (node) => new Promise((resolve) => node.addEventListener('change', () => resolve(true))),
  );
  await booker.chooseSlot();
  await booker.book();
  expect(await changed).toBe(true);
  const id = await element(page).evaluate((node) => (node as unknown as Api).value);
  await expect.poll(state).toEqual({ valid: true, sent: id, picking: false, booked: true });
  await form.evaluate((node: HTMLFormElement) => node.reset());
  await booker.ready();
  expect(await state()).toEqual({ valid: false, sent: null, picking: true, booked: false });
});

test.describe('where the type asks a question', () => {
  test.use({
    settings: team(
      meetingType('intro', { questions: [{ key: 'topic', label: 'Topic', kind: 'text', required: true }] }),
    ),
  });

  // Firefox's driver hands on no body of a request.
  test('controls that the page puts in answer it, add what nobody asked, and hold the booking back until they are right', {
    tag: '@chromium',
  }, async ({ page, open, booker, events }) => {
    await open({
      tag: `<meeting-booker type="intro" hidden-fields="answer-topic" prefill-name="Ada" prefill-email="ada@example.com">
        <label slot="form-end">Topic <input name="topic" value="Walls"></label>
        <input slot="form-end" name="order" value="A-17">
        <label slot="consent"><input type="checkbox" name="terms" value="yes" required> I agree</label>
      </meeting-booker>`,
    });
    await booker.chooseDay();
    await booker.chooseSlot();
    await expect(booker.field('answer-topic')).toHaveCount(0);
    await booker.submit.click();
    await expect
      .poll(async () => (await events()).find(([name]) => name === 'mb-invalid')?.[1])
      .toEqual({ fields: ['terms'] });
    await page.getByRole('checkbox').check();
    const request = sent(page);
    await booker.book();
    expect((await request).postDataJSON()).toMatchObject({
      answers: { topic: 'Walls' },
      metadata: { order: 'A-17', terms: 'yes' },
    });
  });
});

test('a rehearsal checks all and books nothing', async ({ open, booker, events, line }) => {
  await open({
    tag: '<meeting-booker type="intro" dry-run prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker>',
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.book();
  await expect(booker.done).toContainText('nothing was booked');
  expect(line.seen.filter((request) => request.startsWith('POST'))).toEqual([]);
  const names = (await events()).map(([name]) => name);
  expect(names).toContain('mb-before-book');
  expect(names).not.toContain('mb-booked');
});

test('with prefill and no form a booking is two presses', async ({ open, booker, line, inbox }) => {
  await open({
    tag: '<meeting-booker type="intro" skip-form prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker>',
  });
  await booker.ready();
  await booker.slots.first().click();
  await booker.root.locator('[part="continue"]').click();
  await expect(booker.done).toBeVisible();
  expect(line.seen.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  await inbox.mailsTo('ada@example.com');
});

test('a time that must be confirmed waits for the button', async ({ open, booker }) => {
  await open({ tag: '<meeting-booker type="intro" confirm-slot></meeting-booker>' });
  await booker.ready();
  await booker.slots.nth(1).click();
  const go = booker.root.getByRole('button', { name: 'Continue' });
  await expect(go).toBeFocused();
  await expect(booker.root.locator('form')).toHaveCount(0);
  await go.click();
  await expect(booker.root.locator('form')).toBeVisible();
});

test('days that the page rules out are not offered, and its own parts name a day', async ({ page, open, booker }) => {
  await open({ tag: '<meeting-booker type="intro" auto-select="none"></meeting-booker>' });
  await booker.ready(3);
  await expect(booker.slots).toHaveCount(0);
  const [first, second] = await booker.days.evaluateAll((days) =>
    days.map((day) => day.getAttribute('data-date') ?? ''),
  );
  await element(page).evaluate((node, ruledOut) => {
    Object.assign(node, {
      isDateDisallowed: (date: string) => date === ruledOut,
      getDayParts: (date: string) => (date === ruledOut ? 'holiday' : ''),
    });
  }, first);
  await expect(booker.root.locator(`[data-date="${first}"]`)).toHaveAttribute('aria-disabled', 'true');
  await expect(booker.root.locator(`[data-date="${first}"]`)).toHaveAttribute('part', /holiday/);
  await element(page).evaluate((node, min) => node.setAttribute('min', min), second ?? '');
  await expect(booker.days.first()).toHaveAttribute('data-date', second ?? '');
});

test('a page’s own check shows at the field that it names', async ({ page, open, booker }) => {
  await open();
  await element(page).evaluate((node) => {
    Object.assign(node, {
      validate: async (values: { client: { email: string } }) =>
        values.client.email.endsWith('@example.com') ? null : { email: 'Use your work address' },
    });
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@elsewhere.example');
  await booker.submit.click();
  await expect(booker.trouble).toContainText('Use your work address');
  // As a person does: Firefox's driver writes behind what stands there.
  await booker.field('email').press('ControlOrMeta+a');
  await booker.field('email').pressSequentially('ada@example.com');
  await booker.book();
});

test('a page may answer in the server’s place', async ({ page, open, booker, line, events }) => {
  await open({
    tag: '<meeting-booker type="intro" prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker>',
  });
  await element(page).evaluate((node) => {
    Object.assign(node, { dataSource: { book: () => Promise.reject({ code: 'rate_limited', status: 429 }) } });
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.submit.click();
  await expect(booker.trouble).toContainText('Too many attempts');
  expect(line.seen.filter((request) => request.startsWith('POST'))).toEqual([]);
  expect((await events()).find(([name]) => name === 'mb-error')?.[1]).toMatchObject({
    phase: 'book',
    code: 'rate_limited',
    status: 429,
  });
});

test('the element opens where its attributes point, and follows them', async ({ page, open, booker }) => {
  await open();
  await booker.ready(2);
  const start = Number(await booker.slots.nth(1).getAttribute('data-start'));
  const iso = new Date(start).toISOString();
  await element(page).evaluate((node, value) => node.setAttribute('start', value), iso);
  await expect(booker.root.locator('form')).toBeVisible();
  const later = new Date(start + 40 * 86_400_000).toISOString().slice(0, 10);
  await element(page).evaluate((node, value) => {
    node.removeAttribute('start');
    node.setAttribute('date', value);
  }, later);
  await expect(booker.root.locator(`[data-date="${later}"]`)).toBeVisible();
  await element(page).evaluate((node) => node.setAttribute('start', '2020-01-01T09:00:00Z'));
  await expect(booker.trouble).toContainText('no longer offered');
});

test('words, headings and what is hidden are the page’s to say', async ({ page, open, booker }) => {
  await open({
    tag: '<meeting-booker type="intro" heading-level="3" hide="heading notes" theme="dark"><p slot="header">Hello</p></meeting-booker>',
  });
  await element(page).evaluate((node) => {
    Object.assign(node, { strings: { en: { formTitle: 'About you' } } });
  });
  await booker.chooseDay();
  await expect(booker.root.locator('[part="header"]')).toHaveCount(0);
  await booker.chooseSlot();
  await expect(booker.root.getByRole('heading', { name: /About you/ })).toHaveAttribute('aria-level', '4');
  await expect(booker.field('notes')).toHaveCount(0);
  await expect(page.getByText('Hello')).toBeVisible();
});

test('once it is booked the visitor is taken to the page that was set', async ({
  page,
  open,
  booker,
  site,
  product,
}) => {
  const thanks = site.put('/thanks', { from: product.url, tag: '<p>Thank you</p>' });
  await open({
    tag: `<meeting-booker type="intro" redirect="${thanks}" prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker>`,
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.submit.click();
  await expect(page).toHaveURL(thanks);
});

test('a booker far down the page reads nothing until it is nearly seen', async ({ page, open, booker, line }) => {
  await open({
    style: '.far { height: 4000px }',
    tag: '<div class="far"></div><meeting-booker type="intro" loading="lazy"></meeting-booker>',
  });
  await page.waitForFunction(() => customElements.get('meeting-booker') !== undefined);
  await page.waitForTimeout(500);
  expect(line.seen.filter((request) => request.includes('/api/'))).toEqual([]);
  await element(page).scrollIntoViewIfNeeded();
  await booker.ready();
});

test('what a page prevents does not happen, and the visitor can go on', async ({
  page,
  open,
  booker,
  line,
  events,
}) => {
  await open({
    tag: '<meeting-booker type="intro" prefill-name="Ada" prefill-email="ada@example.com"></meeting-booker>',
  });
  const prevent = (name: string) =>
    element(page).evaluate(
      (node, type) => node.addEventListener(type, (event) => event.preventDefault(), { once: true }),
      name,
    );
  const posts = () => line.seen.filter((request) => request.startsWith('POST')).length;
  await booker.ready();
  for (const name of ['mb-slot-select', 'mb-step-change']) {
    await prevent(name);
    await booker.slots.first().click();
    await expect.poll(async () => (await events()).map(([heard]) => heard)).toContain(name);
    expect(await element(page).evaluate((node) => (node as unknown as Api).step)).toBe('picking');
  }
  await booker.chooseSlot();
  await prevent('mb-before-book');
  await booker.submit.click();
  await expect.poll(async () => (await events()).map(([heard]) => heard)).toContain('mb-before-book');
  await element(page).evaluate((node) =>
    node.addEventListener(
      'mb-before-book',
      (event) => (event as CustomEvent).detail.waitUntil(Promise.reject(new Error('Only for members'))),
      { once: true },
    ),
  );
  await booker.submit.click();
  await expect(booker.trouble).toContainText('Only for members');
  expect(posts()).toBe(0);
  await booker.book();
  expect(posts()).toBe(1);
});

// Firefox's driver hears of no navigation where a page comes back from the cache.
test('a page that was left and come back to still holds what was typed', { tag: '@chromium' }, async ({
  page,
  open,
  booker,
  product,
}) => {
  await open({ tag: '<form><meeting-booker type="intro" name="meeting"></meeting-booker></form>' });
  await booker.chooseDay();
  await booker.chooseSlot(1);
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await page.goto(`${product.url}/healthz`);
  await page.goBack();
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await expect(booker.field('email')).toHaveValue('ada@example.com');
});

test('an element moved before anything was read reads it all in its new place', async ({
  page,
  open,
  booker,
  line,
}) => {
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>();
  line.fault = (_, path) => (path.startsWith('/api/') ? { kind: 'held', until } : undefined);
  await open({ tag: '<div id="old"><meeting-booker type="intro"></meeting-booker></div><div id="new"></div>' });
  await expect.poll(() => line.seen.filter((request) => request.includes('/api/')).length).toBeGreaterThan(1);
  await page.evaluate(async () => {
    const node = document.querySelector('meeting-booker');
    node?.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (node) document.getElementById('new')?.append(node);
  });
  line.fault = () => undefined;
  letGo();
  await booker.chooseDay();
  await expect(booker.root.getByRole('heading', { level: 2 })).toContainText('Introduction');
});

test('a page that names the zones has them in its own order, and no others, to choose from', async ({
  page,
  open,
  booker,
}) => {
  await open({ tag: '<meeting-booker type="intro" time-zones="Asia/Tokyo America/New_York"></meeting-booker>' });
  await booker.ready();
  await element(page)
    .getByRole('button', { name: /^Tokyo time .* change/ })
    .click();
  await expect(element(page).getByRole('option')).toHaveText([/Tokyo/, /New York/]);
  await element(page).getByRole('option', { name: 'New York' }).click();
  await expect(element(page).getByRole('button', { name: /^New York time .* change/ })).toBeVisible();
});
