import { expectAccessible, expectNoSidewaysScroll } from '../stage/accessibility.ts';
import { Booker } from '../stage/booker.ts';
import { expect, test } from '../stage/journey.ts';
import { meetingType, team } from '../stage/team.ts';

test.use({
  settings: team(
    meetingType('intro'),
    meetingType('project', {
      title: 'Your project',
      questions: [{ key: 'topic', label: 'What is it about?', kind: 'text', required: true }],
    }),
    meetingType('hidden', { title: 'By invitation', listed: false }),
  ),
});

test('a type has a page of its own, which fills in what its address tells', async ({
  page,
  booker,
  product,
  inbox,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.goto(`${product.url}/intro?name=Ada%20Lovelace&email=ada%40example.com`);
  await expect(page).toHaveTitle(/Introduction/);
  await booker.chooseDay();
  await booker.chooseSlot();
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await expect(booker.field('email')).toHaveValue('ada@example.com');
  await booker.book();
  await inbox.mailsTo('ada@example.com');
  expect([...asked]).toEqual([product.url]);
  expect(await page.context().cookies()).toEqual([]);
});

test('the first page lists the types that are listed, and leads to each', async ({ page, product }) => {
  await page.goto(`${product.url}/`);
  await expectAccessible(page);
  await expect(page.getByText('By invitation')).toHaveCount(0);
  await page.getByRole('link', { name: /Your project/ }).click();
  await expect(page).toHaveURL(`${product.url}/project`);
  await new Booker(page).chooseDay();
  await expectAccessible(page);
});

test('a type that is not listed can still be reached by whoever has its address', async ({ page, booker, product }) => {
  await page.goto(`${product.url}/hidden`);
  await booker.chooseDay();
});

test('the link in the mail opens the meeting', async ({ page, booker, product, inbox }) => {
  await page.goto(`${product.url}/intro?name=Ada&email=ada%40example.com`);
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.book();
  const [mail] = await inbox.mailsTo('ada@example.com');
  const link = mail?.mail.text?.match(new RegExp(`${product.url}/portal/\\S+`))?.[0];
  await page.goto(link ?? '');
  await expect(page.locator('body')).toContainText('Introduction');
  await expectAccessible(page);
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('the pages need no scrolling sideways', async ({ page, booker, product }) => {
    await page.goto(`${product.url}/`);
    await expectNoSidewaysScroll(page);
    await page.goto(`${product.url}/project`);
    await booker.chooseDay();
    await expectNoSidewaysScroll(page);
  });
});
