import { nextChange, offsetMinutes as offsetIn } from '../stage/clock-changes.ts';
import { calendarPart, readTwice } from '../stage/invitation.ts';
import { expect, test } from '../stage/journey.ts';
import { meetingType, team } from '../stage/team.ts';

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;

const offsetMinutes = (instant: number) => offsetIn(ZONE, instant);

test.use({
  timezoneId: ZONE,
  settings: team(meetingType('intro', { schedule: 'Always' })),
});

for (const { name, forward, hours } of [
  { name: 'clocks go forward', forward: true, hours: 23 },
  { name: 'clocks go back', forward: false, hours: 25 },
]) {
  test(`a visitor in New York books on the day when ${name}`, async ({ booker, open, inbox }) => {
    await open();
    await booker.ready();
    await booker.goTo(nextChange(ZONE, forward));
    // Open around the clock in Paris, so the day offers every half hour that it has.
    await expect(booker.slots).toHaveCount(hours * 2);
    const starts = await booker.slots.evaluateAll((slots) =>
      slots.map((slot) => Number(slot.getAttribute('data-start'))),
    );
    const texts = (await booker.slots.allTextContents()).map((text) => text.trim());
    const clock = (instant: number) => new Date(instant + offsetMinutes(instant) * 60_000).toISOString().slice(11, 16);
    expect(texts.map((text) => text.slice(0, 5))).toEqual(starts.map(clock));
    // Where an hour comes twice, the offset tells the two apart.
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.some((text) => text.startsWith('02:'))).toBe(!forward);

    // The first half hour after the change.
    const after = starts.findIndex(
      (start, index) => index > 0 && offsetMinutes(start) !== offsetMinutes(starts[0] ?? 0),
    );
    const start = await booker.chooseSlot(after);
    await booker.fill('Ada Lovelace', 'ada@example.com');
    await booker.book();
    await expect(booker.done).toContainText(clock(start));
    const [mail] = await inbox.mailsTo('ada@example.com');
    if (!mail) throw new Error('a mail was waited for');
    expect(mail.mail.text).toContain('New York');
    expect(mail.mail.text).toMatch(
      new RegExp(`${clock(start)}|${Number(clock(start).slice(0, 2)) % 12 || 12}:${clock(start).slice(3)}`),
    );
    expect(readTwice(calendarPart(mail)).first.start).toBe(start);
    expect(readTwice(calendarPart(mail)).second.start).toBe(start);
  });
}

test('times follow the server’s zone rules where the browser’s own are stale', async ({ booker, open, line }) => {
  // A new law moves New York an hour: the server knows it, the browser does not.
  line.fault = (_, path) =>
    path.includes('/slots?')
      ? {
          kind: 'rewrite',
          body: (text) => {
            const answer = JSON.parse(text);
            for (const offset of answer.offsets) offset.minutes += 60;
            return JSON.stringify(answer);
          },
        }
      : undefined;
  await open();
  await booker.chooseDay(1);
  const slot = booker.slots.nth(3);
  const start = Number(await slot.getAttribute('data-start'));
  const clock = new Date(start + (offsetMinutes(start) + 60) * 60_000).toISOString().slice(11, 16);
  await expect(slot).toHaveText(new RegExp(`^\\s*${clock}`));
});

test('another zone can be chosen, by the name of its city', async ({ booker, open }) => {
  await open();
  await booker.chooseDay(1);
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await booker.root
    .getByRole('combobox')
    .or(booker.root.getByRole('searchbox'))
    .or(booker.root.getByLabel('City or country'))
    .first()
    .fill('tokyo');
  await booker.root.getByRole('option', { name: /Tokyo/ }).first().click();
  await expect(booker.root.getByRole('button', { name: /^Tokyo time \(UTC\+9\)/ })).toBeVisible();
  const slot = booker.slots.first();
  const start = Number(await slot.getAttribute('data-start'));
  const inTokyo = new Date(start + 9 * HOUR_MS).toISOString().slice(11, 16);
  await expect(slot).toHaveText(new RegExp(`^\\s*${inTokyo}, Tokyo time`));
});
