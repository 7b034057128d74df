import { calendarPart, readTwice } from '../stage/invitation.ts';
import { expect, test } from '../stage/journey.ts';

test.use({ locale: 'fr-FR' });

test('a visitor books in French, and is written to in French', async ({ booker, open, inbox }) => {
  await open({ lang: 'fr' });
  const date = await booker.chooseDay();
  const start = await booker.chooseSlot();
  const day = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  await expect(booker.submit).toContainText(`Réserver ${day.format(new Date(`${date}T00:00:00Z`))}`);
  await expect(booker.root.getByLabel('Nom', { exact: true })).toBeVisible();
  await booker.fill('Adèle Née', 'adele@example.com');
  await booker.book();
  await expect(booker.done).toContainText('C’est réservé');

  const [mail] = await inbox.mailsTo('adele@example.com');
  if (!mail) throw new Error('a mail was waited for');
  expect(mail.mail.text).toContain('Votre rendez-vous avec Claire Moreau est réservé');
  expect(calendarPart(mail)).toContain('Adèle Née');
  expect(mail.mail.subject?.toLowerCase()).toContain(day.format(new Date(`${date}T00:00:00Z`)).split(' ')[0]);
  expect(mail.mail.headers.get('content-language') ?? 'fr').toBe('fr');
  const { first, second } = readTwice(calendarPart(mail));
  expect(second).toEqual(first);
  expect(first.start).toBe(start);
});
