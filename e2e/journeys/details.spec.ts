import { expect, test } from '../stage/fixed-day.ts';

/* What the sheet tells of a meeting before anything is chosen. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';
const HOSTS = ['Claire Moreau', 'Ben Carter', 'Yuki Tanaka', 'Zoë Ng', 'ليلى العتيبي'].map((name) => ({ name }));

test('it tells with whom, how long and where, however many they are', async ({ booker, openFixed }) => {
  await openFixed(
    { tag: TAG },
    {
      type: {
        hosts: HOSTS,
        locations: [
          { kind: 'video' },
          { kind: 'phone' },
          { kind: 'in_person', label: 'Our studio', address: '12 rue des Petites Écuries' },
        ],
      },
    },
  );
  const details = booker.root.locator('[part="details"]');
  await expect(details).toContainText('Claire Moreau, Ben Carter, Yuki Tanaka and 2 others');
  await expect(details).toContainText('30 min');
  await expect(details).toContainText('Video call · Phone call · Our studio');
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('a long text is folded, and unfolds', async ({ booker, openFixed, page }) => {
    const description = 'We look at the plan together. '.repeat(12).trim();
    await openFixed({ tag: TAG }, { type: { description } });
    const text = booker.root.getByText(description);
    const more = booker.root.getByRole('button', { name: 'Read more' });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    const folded = (await text.boundingBox())?.height ?? 0;
    await more.focus();
    await page.keyboard.press('Enter');
    const less = booker.root.getByRole('button', { name: 'Read less' });
    await expect(less).toHaveAttribute('aria-expanded', 'true');
    await expect(less).toBeFocused();
    expect((await text.boundingBox())?.height).toBeGreaterThan(folded * 2);
  });
});

test('times stand under the part of the day that they belong to, the small hours under Night', async ({
  booker,
  openFixed,
}) => {
  await openFixed({ tag: TAG }, { timesOn: () => ['00:30', '04:30', '05:00', '11:30', '12:00', '17:30', '18:00'] });
  await booker.ready();
  await expect(booker.slots).toHaveCount(7);
  const groups = await booker.root
    .getByRole('list')
    .and(booker.root.locator('[part="slot-group"]'))
    .evaluateAll((lists) =>
      lists.map((list) => [
        list.previousElementSibling?.textContent,
        ...[...list.querySelectorAll('button')].map((slot) => slot.textContent?.trim().slice(0, 5)),
      ]),
    );
  expect(groups).toEqual([
    ['Night', '00:30', '04:30'],
    ['Morning', '05:00', '11:30'],
    ['Afternoon', '12:00', '17:30'],
    ['Evening', '18:00'],
  ]);
});

test('the time that was chosen is marked on the way back', async ({ booker, openFixed }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  const start = await booker.chooseSlot(3);
  await booker.root.getByRole('button', { name: 'Back' }).click();
  await expect(booker.root.locator('.slot-selected')).toHaveAttribute('data-start', String(start));
});

test('an empty month says so, and leads to the next free day', async ({ booker, openFixed }) => {
  await openFixed({ tag: TAG }, { timesOn: (date) => (date === '2027-05-12' ? ['09:00'] : []) });
  await expect(booker.root.getByRole('heading', { name: 'March 2027, no times' })).toBeVisible();
  await booker.root.getByRole('button', { name: 'Next free day: Wednesday 12 May' }).click();
  await expect(booker.slots).toHaveCount(1);
});

test('where nothing is open at all, it says what one can do', async ({ booker, openFixed }) => {
  await openFixed({ tag: TAG }, { timesOn: () => [] });
  await expect(booker.root).toContainText('No times are open at the moment');
  await expect(booker.root.getByRole('button', { name: 'Look again' })).toBeVisible();
});
