import { expect, test } from '../stage/fixed-day.ts';

/* What each control is called and what it is, as a screen reader would be told. A comma after the weekday is the browser's. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

test('the month is a grid of named days that tell how many times are free', async ({ booker, openFixed }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await expect(booker.root.getByRole('application', { name: 'Choose a day' })).toBeVisible();
  await expect(booker.root.getByRole('grid', { name: 'March 2027' })).toBeVisible();
  const weekdays = booker.root.getByRole('columnheader');
  expect(await weekdays.evaluateAll((heads) => heads.map((head) => head.getAttribute('abbr')))).toEqual([
    ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  ]);
  await expect(booker.root.getByRole('row').nth(2)).toMatchAriaSnapshot(`
    - row:
      - gridcell:
        - button /Monday,? 8 March 2027, 10 times free/
      - gridcell [selected]:
        - button /Tuesday,? 9 March 2027, 9 times free/
      - gridcell:
        - button /Wednesday,? 10 March 2027, 8 times free/
      - gridcell:
        - button /Thursday,? 11 March 2027, 9 times free/
      - gridcell:
        - button /Friday,? 12 March 2027, 10 times free/
      - gridcell:
        - button /Saturday,? 13 March 2027, no times/ [disabled]
      - gridcell:
        - button /Sunday,? 14 March 2027, no times/ [disabled]
  `);
  await expect(booker.root.locator('[aria-current="date"]')).toHaveAccessibleName(/Tuesday,? 2 March 2027/);
  await expect(booker.root.locator('button[part="prev"]')).toHaveAccessibleName('Previous month, February 2027');
  await expect(booker.root.locator('button[part="prev"]')).toHaveAttribute('aria-disabled', 'true');
});

test('times are lists under their part of the day, each with the zone in its name', async ({ booker, openFixed }) => {
  const timesOn = (date: string) => (date === '2027-03-09' ? ['09:00', '13:30', '19:00'] : []);
  await openFixed({ tag: TAG }, { timesOn });
  await expect(booker.slots.first()).toBeVisible();
  await expect(booker.root.locator('[part="slots"]')).toMatchAriaSnapshot(`
    - heading /Tuesday,? 9 March/ [level=3]
    - button /Paris time \\(UTC\\+1\\), change time zone/
    - heading "Morning" [level=4]
    - list "Morning":
      - listitem:
        - button /09:00 ?, Paris time/
    - heading "Afternoon" [level=4]
    - list "Afternoon":
      - listitem:
        - button /13:30 ?, Paris time/
    - heading "Evening" [level=4]
    - list "Evening":
      - listitem:
        - button /19:00 ?, Paris time/
  `);
});

test('the form says when, names each field, and sums up what is missing with a link to each', async ({
  booker,
  openFixed,
}) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await booker.slots.first().click();
  await booker.submit.click();
  await expect(booker.root.locator('section.form')).toMatchAriaSnapshot(`
    - button "Back"
    - heading /Your details.*Tuesday,? 9 March, 09:30/ [level=3]
    - form /Your details/:
      - alert:
        - heading "2 things to correct" [level=4]
        - list:
          - listitem:
            - link /^Name/
          - listitem:
            - link /^Email/
      - textbox /^Name/
      - textbox /^Email/
      - button /Book Tuesday,? 9 March, 09:30/
  `);
  for (const [name, words] of [
    ['name', /Error: .*name/],
    ['email', /Error: .*name@example\.com/],
  ] as const) {
    await expect(booker.field(name)).toHaveAttribute('aria-invalid', 'true');
    await expect(booker.field(name)).toHaveAttribute('autocomplete', name);
    await expect(booker.field(name)).toHaveAccessibleDescription(words);
  }
});

test('the confirmation begins with what became of it, and when', async ({ booker, openFixed }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await booker.slots.first().click();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  await expect(booker.done.getByRole('heading', { level: 2 })).toHaveAccessibleName(/^Booked: Tuesday,? 9 March 2027$/);
  await expect(booker.done).toMatchAriaSnapshot(`
    - term: What
    - definition: /Introduction/
    - term: Where
    - definition:
      - text: Video call
      - link "Join the call"
    - term: With
    - definition: Claire Moreau
    - heading [level=3]
    - paragraph:
      - text: /ada@example\\.com/
      - button "Correct it"
    - heading "Add to calendar" [level=3]
    - paragraph:
      - link "Calendar file (.ics)"
      - link "Google"
      - link "Outlook"
      - link "Office 365"
      - link "Yahoo"
  `);
});
