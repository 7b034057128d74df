import type { Page } from '@playwright/test';
import { type Answers, clock } from '../stage/answers.ts';
import type { Booker } from '../stage/booker.ts';
import { expect, test } from '../stage/fixed-day.ts';
import { FACES } from '../stage/fonts.ts';
import type { HostPage } from '../stage/host-site.ts';

/*
 * Pictures of every step, kept in docs/screens. `playwright test looks -u` takes them anew; look at them before they are
 * committed. One browser's are enough to see that something moved: Firefox is held by the other journeys.
 */

const WIDTHS = [1000, 640, 320];
const STYLE = `${FACES} :root { color-scheme: light dark; font-family: Pictures } body { margin: 0; padding: 16px 0 } h1 { display: none }`;
const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** A step on the way, reached from the one before it. */
const STEPS = {
  picking: async (booker: Booker) => {
    await booker.ready();
    await expect(booker.slots.first()).toBeVisible();
  },
  zones: async (booker: Booker) => {
    await booker.page.keyboard.press('Escape');
    await booker.page.setViewportSize({ width: booker.page.viewportSize()?.width ?? 0, height: 720 });
    await booker.root.locator('button[part="timezone"]').click();
    await booker.root.getByRole('combobox').fill('san');
    await expect(booker.root.getByRole('option').first()).toBeVisible();
  },
  form: async (booker: Booker) => {
    await booker.page.keyboard.press('Escape');
    await booker.slots.nth(2).click();
    await expect(booker.root.locator('form')).toBeVisible();
  },
  mistakes: async (booker: Booker) => {
    await booker.field('email').fill('ada@');
    await booker.submit.click();
    await expect(booker.root.locator('#summary')).toBeVisible();
  },
  booked: async (booker: Booker) => {
    await booker.field('name').fill('Ada Lovelace');
    await booker.field('email').fill('ada@example.com');
    await booker.submit.click();
    await expect(booker.done).toBeVisible();
  },
} as const;

interface Look {
  readonly name: string;
  readonly steps: readonly (keyof typeof STEPS)[];
  readonly widths?: readonly number[];
  readonly use?: { readonly colorScheme?: 'dark'; readonly forcedColors?: 'active'; readonly locale?: string };
  readonly page?: Partial<HostPage>;
  readonly answers?: Answers;
}

const LONG = {
  title: 'A first conversation about architecture, incomprehensibilities and Donaudampfschifffahrtsgesellschaften',
  description:
    'We look at your plans together. Bring whatever you have: sketches, photographs, measurements, or nothing but an idea. There is no preparation that you could forget.',
  hosts: [{ name: 'Maximiliane von Hohenstein-Wallenberg' }, { name: 'Claire Moreau' }],
  locations: [
    { kind: 'video' as const },
    { kind: 'in_person' as const, label: 'The studio', address: '47 rue du Faubourg-Saint-Antoine, 75011 Paris' },
  ],
  questions: [
    { key: 'topic', label: 'What is it about, in a sentence or two?', kind: 'textarea' as const, required: true },
    {
      key: 'size',
      label: 'How large is it?',
      kind: 'select' as const,
      options: ['A room', 'A house'],
      required: false,
    },
    { key: 'terms', label: 'I have read how my plans are kept', kind: 'checkbox' as const, required: true },
  ],
  durationsMinutes: [30, 60],
};

const LOOKS: readonly Look[] = [
  { name: 'light', steps: ['picking', 'zones', 'form', 'mistakes', 'booked'] },
  { name: 'dark', steps: ['picking', 'zones', 'form', 'mistakes', 'booked'], use: { colorScheme: 'dark' } },
  {
    name: 'french',
    steps: ['picking', 'zones', 'form', 'mistakes', 'booked'],
    widths: [1000, 320],
    use: { locale: 'fr-FR' },
    page: { lang: 'fr' },
  },
  {
    name: 'arabic-letters',
    steps: ['picking', 'form', 'booked'],
    widths: [640, 320],
    answers: { type: { title: 'لقاء تعارف حول المشروع', hosts: [{ name: 'ليلى الحداد' }] } },
  },
  { name: 'right-to-left', steps: ['picking', 'form'], widths: [1000, 320], page: { dir: 'rtl' } },
  { name: 'long-words', steps: ['picking', 'form', 'mistakes'], widths: [1000, 640, 320], answers: { type: LONG } },
  {
    name: 'forty-times',
    steps: ['picking'],
    answers: { timesOn: () => Array.from({ length: 40 }, (_, index) => clock(index + 4)) },
  },
  {
    name: 'seats',
    steps: ['picking', 'booked'],
    widths: [640],
    answers: { seatsLeft: 3, type: { capacity: 6, requiresConfirmation: true } },
  },
  { name: 'forced-colours', steps: ['picking', 'form'], widths: [640], use: { forcedColors: 'active' } },
];

/** A picture of the whole page at each width; what hangs on the width is opened anew. */
async function picture(
  page: Page,
  name: string,
  widths: readonly number[] = WIDTHS,
  open: () => Promise<void> = async () => {},
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 480 });
    await open();
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.evaluate(() => scrollTo(0, 0));
    await expect(page).toHaveScreenshot(`${name}-${width}.png`, { fullPage: true });
  }
}

test.describe('looks', { tag: '@chromium' }, () => {
  for (const { name, steps, widths, use, page: host, answers } of LOOKS) {
    test.describe(name, () => {
      test.use({ ...use });

      test(`every step looks as it is kept: ${name}`, async ({ booker, openFixed, page }) => {
        await openFixed({ tag: TAG, ...host, style: STYLE }, answers);
        if (steps[0] === 'picking') await STEPS.picking(booker);
        for (const step of steps) {
          if (step === 'booked' && !steps.includes('form')) await STEPS.form(booker);
          if (step === 'zones') await picture(page, `${name}-${step}`, widths, () => STEPS.zones(booker));
          else {
            if (step !== 'picking') await STEPS[step](booker);
            await picture(page, `${name}-${step}`, widths);
          }
        }
      });
    });
  }

  test('a month without times looks as it is kept', async ({ booker, openFixed, page }) => {
    await openFixed({ tag: '<meeting-booker type="intro" date="2027-07-01"></meeting-booker>', style: STYLE });
    await expect(booker.root.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await picture(page, 'no-more-times');
  });

  test('a month before the first time looks as it is kept', async ({ booker, openFixed, page }) => {
    const timesOn = (date: string) => (date > '2027-04-10' ? ['09:00'] : []);
    await openFixed(
      { tag: '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>', style: STYLE },
      { timesOn },
    );
    await expect(booker.root.getByRole('button', { name: /11 April/ })).toBeVisible();
    await picture(page, 'later-times', [640, 320]);
  });

  test('a type with no times at all looks as it is kept', async ({ booker, openFixed, page }) => {
    await openFixed({ tag: TAG, style: STYLE }, { timesOn: () => [] });
    await expect(booker.root.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await expect(booker.root.getByText(/No times are open/).first()).toBeVisible();
    await picture(page, 'no-times-at-all');
  });

  test('waiting for the first answer looks as it is kept', async ({ booker, openFixed, line, page }) => {
    await openFixed({ tag: TAG, style: STYLE });
    await STEPS.picking(booker);
    line.fault = (_, path) => (path.startsWith('/api/') ? { kind: 'held', until: new Promise(() => {}) } : undefined);
    await page.reload({ waitUntil: 'commit' });
    await expect(booker.root.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
    await picture(page, 'waiting');
  });

  test('no connection looks as it is kept', async ({ booker, openFixed, line, page }) => {
    await openFixed({ tag: TAG, style: STYLE });
    await STEPS.picking(booker);
    const answer = line.fault;
    line.fault = (method, path, body) => (path.includes('/slots?') ? { kind: 'cut' } : answer(method, path, body));
    await page.reload({ waitUntil: 'commit' });
    await expect(booker.trouble).toBeVisible();
    await picture(page, 'no-connection', [640, 320]);
  });

  test('a time just taken looks as it is kept', async ({ booker, openFixed, line, page }) => {
    await openFixed({ tag: TAG, style: STYLE });
    const answer = line.fault;
    await STEPS.picking(booker);
    await STEPS.form(booker);
    await booker.fill('Ada Lovelace', 'ada@example.com');
    const alternatives = ['2027-03-09T12:30:00Z', '2027-03-09T13:00:00Z', '2027-03-10T08:30:00Z'];
    const body = {
      type: 'about:blank',
      title: 'Taken',
      status: 409,
      detail: 'Taken.',
      code: 'slot_taken',
      alternatives,
    };
    line.fault = (method, path, sent) =>
      method === 'POST' ? { kind: 'given', status: 409, body } : answer(method, path, sent);
    await booker.submit.click();
    await expect(booker.root.locator('button[part="alternative"]')).toHaveCount(3);
    await picture(page, 'just-taken');
  });

  test('a button that moves by two pixels is seen', async ({ booker, openFixed, page }) => {
    await openFixed({ tag: TAG, style: STYLE });
    await STEPS.picking(booker);
    const moved = async (by: string) => {
      await booker.slots.nth(1).evaluate((slot, translate) => Object.assign(slot.style, { translate }), by);
      await page.setViewportSize({ width: 640, height: 480 });
      await page.evaluate(() => document.fonts.ready);
      await page.mouse.move(0, 0);
    };
    await moved('0');
    await expect(page).toHaveScreenshot('light-picking-640.png', { fullPage: true });
    await moved('2px 0');
    await expect(page).not.toHaveScreenshot('light-picking-640.png', { fullPage: true });
    await moved('0 2px');
    await expect(page).not.toHaveScreenshot('light-picking-640.png', { fullPage: true });
  });
});
