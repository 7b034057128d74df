import { expect, test } from '../stage/fixed-day.ts';

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

test('the clock is the locale’s, can be changed, and is remembered', async ({ booker, openFixed, page }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await expect(booker.slots.first()).toHaveText(/^\s*09:30/);
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await booker.root.getByText('12 h').click();
  await expect(booker.slots.first()).toHaveText(/^\s*9:30\sam/i);
  await page.reload();
  await booker.ready();
  await expect(booker.slots.first()).toHaveText(/^\s*9:30\sam/i);
});

test('where the zone is locked the clock can be changed all the same', async ({ booker, openFixed, page }) => {
  await openFixed({ tag: TAG.replace('type', 'lock-time-zone type') });
  await booker.ready();
  await booker.root.getByRole('button', { name: 'change clock' }).focus();
  await page.keyboard.press('Enter');
  await expect(booker.root.getByRole('combobox')).toHaveCount(0);
  await expect(booker.root.getByRole('radio', { name: '24 h' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(booker.slots.first()).toHaveText(/^\s*9:30\sam/i);
});

// Firefox takes no old name for the zone to stand in.
test.describe('a visitor whose system knows the zone by its old name', { tag: '@chromium' }, () => {
  test.use({ timezoneId: 'Asia/Calcutta' });

  test('reads it, finds it and sends it under the one of today', async ({ booker, openFixed, line }) => {
    await openFixed({ tag: TAG });
    await booker.ready();
    await booker.root.getByRole('button', { name: /^Kolkata time .*change time zone/ }).click();
    await expect(booker.root.getByRole('option').first()).toHaveText(/Kolkata India/);
    const asked = line.seen.find((request) => request.includes('/slots?')) ?? '';
    expect(decodeURIComponent(asked)).toContain('Asia/Kolkata');
  });
});

test('the list of zones is left by the Tab key, and closes behind it', async ({ booker, openFixed, page }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  const opener = booker.root.getByRole('button', { name: /change time zone/ });
  await opener.click();
  await expect(booker.root.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(booker.root.getByRole('radio', { name: '24 h' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(booker.root.getByRole('dialog')).toBeHidden();
  await expect(booker.slots.first()).toBeFocused();
});

test('many times scroll in their own box, and never lengthen the page', async ({ booker, openFixed, page }) => {
  const quarters = Array.from({ length: 40 }, (_, index) => 8 * 60 + index * 15);
  const text = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  await openFixed({ tag: TAG }, { timesOn: () => quarters.map(text) });
  await booker.ready();
  await expect(booker.slots).toHaveCount(40);
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollHeight,
    window: document.documentElement.clientHeight,
  }));
  expect(content).toBeLessThanOrEqual(window);
});
