import { expectLargeTargets, expectNoSidewaysScroll } from '../stage/accessibility.ts';
import { expect, test } from '../stage/journey.ts';
import { meetingType, team } from '../stage/team.ts';

test.use({
  viewport: { width: 320, height: 640 },
  settings: team(
    meetingType('intro', {
      title: 'A first conversation about architecture and incomprehensibilities',
      questions: [
        { key: 'topic', label: 'What shall we talk about?', kind: 'textarea', required: true },
        {
          key: 'size',
          label: 'How large is it?',
          kind: 'select',
          options: ['A room', 'A whole house'],
          required: true,
        },
      ],
    }),
  ),
});

test('a visitor books on a telephone of 320 pixels, without scrolling sideways', async ({
  booker,
  open,
  page,
  inbox,
}) => {
  await open();
  await booker.ready();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await booker.chooseDay();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await booker.chooseSlot();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await booker.submit.click();
  await expect(booker.trouble.first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.field('answer-topic').fill('Stairs');
  await booker.field('answer-size').selectOption('A room');
  await booker.book();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await inbox.mailsTo('ada@example.com');
});
