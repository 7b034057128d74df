import { book } from '../stage/booking.ts';
import { expect, test as journey } from '../stage/journey.ts';
import { internalMembers, readManifest, type Seen, watchElements } from '../stage/manifest.ts';
import { meetingType, team } from '../stage/team.ts';

/* The manifest held against the running element, in both directions: nothing is promised that is not there, and nothing is
 * there that is not told of. One browser is enough: this is about our own words. */

const documented = readManifest();
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();

/** What every class and every element of Lit has. */
const LIT =
  /^(_.*|constructor|styles|properties|elementStyles|elementProperties|finalized|observedAttributes|render|renderRoot|renderOptions|updated|isUpdatePending|hasUpdated|enableUpdating|connectedCallback|disconnectedCallback)$/;

const test = journey.extend({
  settings: team(
    meetingType('intro', { durationsMinutes: [30, 60] }),
    meetingType('later', { minimumNoticeMinutes: 75 * 24 * 60, bookingHorizonDays: 300 }),
  ),
});

test('every entry says what it is', () => {
  const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = documented;
  const all = [attributes, members, events, slots, cssParts, cssProperties, cssStates].flat();
  expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

test('attributes, properties and methods are those of the element', async ({ open, page }) => {
  await open();
  await page.waitForFunction(() => customElements.get('meeting-booker'));
  const found = await page.evaluate(() => {
    const element = document.querySelector('meeting-booker') as HTMLElement;
    let from = element.constructor as unknown as { prototype: object; observedAttributes: string[] };
    const { observedAttributes } = from;
    const members = Object.keys(element);
    const statics: string[] = [];
    // Down to Lit's own class.
    while (!Object.hasOwn(from.prototype, 'createRenderRoot')) {
      members.push(...Object.getOwnPropertyNames(from.prototype));
      statics.push(...Object.getOwnPropertyNames(from).filter((name) => !Object.hasOwn(class {}, name)));
      from = Object.getPrototypeOf(from);
    }
    return { observedAttributes, members, statics };
  });
  const internal = internalMembers();
  const forPages = (list: readonly string[]) =>
    [...new Set(list)].filter((name) => !internal.has(name) && !LIT.test(name)).sort();
  const { attributes, members } = documented;
  expect(names(attributes)).toEqual(found.observedAttributes.toSorted());
  expect(names(members.filter((member) => !member.static))).toEqual(forPages(found.members));
  expect(names(members.filter((member) => member.static))).toEqual(forPages(found.statics));
});

test('an attribute that is set changes the property that it is told to be', async ({ open, page }) => {
  await open();
  await page.waitForFunction(() => customElements.get('meeting-booker'));
  const pairs = documented.attributes.map(({ name, fieldName }) => ({ name, fieldName }));
  const deaf = await page.evaluate((all) => {
    const element = document.createElement('meeting-booker') as unknown as Record<string, unknown> & Element;
    return all.filter(({ name, fieldName }) => {
      const before = element[fieldName];
      element.setAttribute(name, '4');
      return element[fieldName] === before;
    });
  }, pairs);
  expect(deaf).toEqual([]);
});

test('events, slots, parts, states and custom properties are those that a visit shows', async ({
  booker,
  open,
  page,
  product,
  line,
}) => {
  test.slow();
  const { seen } = await watchElements(page);
  const all: Record<keyof Seen, Set<string>> = {
    events: new Set(),
    parts: new Set(),
    slots: new Set(),
    states: new Set(),
    properties: new Set(),
  };
  const note = async () => {
    for (const [kind, list] of Object.entries(await seen())) for (const name of list) all[kind as keyof Seen].add(name);
  };

  // A whole visit: another month, another zone, a mistake, a time that is lost, another one.
  await open({ tag: '<meeting-booker type="intro" confirm-slot></meeting-booker>' });
  await booker.ready();
  await booker.root.locator('button[part="next"]').click();
  await booker.chooseDay();
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await booker.root.getByRole('combobox').fill('Tokyo');
  await booker.root.getByRole('option').first().click();
  await booker.chooseDay(1);
  const slot = booker.slots.nth(2);
  const start = Number(await slot.getAttribute('data-start'));
  await slot.click();
  await booker.root.locator('[part="continue"]').click();
  await booker.submit.click();
  await expect(booker.root.locator('[part="error-summary"]')).toBeVisible();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await book(product.url, 'intro', new Date(start).toISOString(), 'grace@example.com', { durationMinutes: 30 });
  await booker.submit.click();
  await booker.root.locator('button[part="alternative"]').first().click();
  await booker.book();
  await note();

  // A month without a free time, on a telephone.
  await page.setViewportSize({ width: 320, height: 800 });
  await open({ tag: '<meeting-booker type="later" auto-select="none"></meeting-booker>' });
  await booker.ready();
  await booker.root.locator('button[part="prev"]').click();
  await expect(booker.root.locator('[part="next-available"]')).toBeVisible();
  await note();

  // A server in trouble.
  line.fault = (_, path) => (path.includes('/slots') ? { kind: 'answer', status: 500, code: 'internal' } : undefined);
  await open();
  await expect(booker.trouble).toBeVisible();
  await note();

  const kinds = {
    events: names(documented.events),
    parts: names(documented.cssParts),
    slots: names(documented.slots),
    states: names(documented.cssStates),
    properties: names(documented.cssProperties),
  };
  const found = Object.fromEntries(Object.entries(all).map(([kind, set]) => [kind, [...set].sort()]));
  expect(found).toEqual(kinds);
});
