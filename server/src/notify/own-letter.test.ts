import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { MailTexts } from '../domain/own-text.ts';
import { mailComposer } from './mail-composer.ts';
import { oneLine } from './safe-text.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMails, sampleMeeting } from './sample-meeting.ts';

const SITE = 'https://booking.example.com';
const compose = mailComposer({ publicUrl: SITE, mailFrom: 'booking@rooms.example' });
const portalUrl = `${SITE}/portal/ptk_01.5ec2e7`;

const TEXTS: MailTexts = {
  subject: '{{ client.name }} · {{ meeting.title | truncate: 20 }} · {{ host.name }}',
  opening: `Dear {{ client.name }}{% if reader.name %} ({{ reader.name | upcase }}){% endif %},
see https://example.com/{{ client.name }}.

{% for answer in answers %}{{ answer.label }}: {{ answer.value }}
{% endfor %}
{% assign both = client.name | append: meeting.title %}{{ both }} {{ meeting.reason }}`,
  closing: 'Yours, {{ host.name }} {{ links.portal | named: client.name }} {{ links.join }}',
};

interface Typed {
  readonly name: string;
  readonly title: string;
  readonly host: string;
  readonly answer: string;
  readonly label: string;
  readonly reason: string;
  readonly guest: string;
  readonly description: string;
}

function owed({ name, title, host, answer, label, reason, guest, description }: Typed): OwedMail {
  const meeting = sampleMeeting({
    title,
    description,
    status: 'cancelled',
    cancelledBy: 'client',
    cancellationReason: reason,
    answers: [{ key: 'a', label, value: answer }],
    participants: [sampleClient({ name }), sampleHost({ name: host }), sampleGuest({ name: guest })],
  });
  return sampleMails(meeting, 'cancelled')[0] as OwedMail;
}

const mailOf = (typed: Typed, texts: MailTexts | null = TEXTS) =>
  compose(owed(typed), { portalUrl, texts: () => texts, onMistake: (mistake) => expect(mistake).toBeNull() });
/** Each tag whole. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];
/** Of our own table, which has a line for each of what was typed, all but the lines. */
const frame = (html: string) => tags(html).filter((tag) => !/^<\/?b(?:r|di)>$/.test(tag));
const paragraphs = (html: string) => tags((html.match(/<p style.*?<\/p>/gs) ?? []).join());
const PLAIN: Typed = {
  name: 'Ada',
  title: 'Introduction',
  host: 'Camille',
  answer: 'Yes',
  label: 'Well?',
  reason: 'None',
  guest: 'Bob',
  description: 'Hello',
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</td></tr><a href="https://evil.example">here</a>',
    '{{ links.portal }}',
    '{% for i in (1..1000000) %}x{% endfor %}',
    '{{ client.name }}',
    'a\r\nBcc: x@evil.example',
    '=?utf-8?q?=61?=',
    '\u2066x\u2069\u2067y\u2069\u2068https://evil.example\u2069',
    '\u202eevil',
    'https://evil.example/login',
    '"><img src=x onerror=alert(1)>',
    '\u0000\u0001\u0002',
    '&lt;b&gt;',
    '$& $1 $`',
  ),
);
const said = nasty.filter((text) => oneLine(text) !== '');

test('whatever people type, the mail has the markup that its texts give it, and says their words as they are', () => {
  const plain = mailOf(PLAIN).html;
  expect(paragraphs(plain)).toHaveLength(37);
  const each = {
    name: said,
    title: said,
    host: said,
    answer: said,
    label: said,
    reason: said,
    guest: said,
    description: said,
  };
  fc.assert(
    fc.property(fc.record(each), (typed) => {
      const { html, subject, text } = mailOf(typed);
      expect(frame(html)).toEqual(frame(plain));
      expect(paragraphs(html)).toEqual(paragraphs(plain));
      expect(subject).not.toMatch(/[\r\n]|=\?/);
      expect(text.replace(/[\u2068\u2069]/g, '')).toContain(`Dear ${oneLine(typed.name, 80)} (`);
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e]/u);
    }),
    { numRuns: 300 },
  );
});

test('a value is said once and never read: braces in a name are braces, tags are text', () => {
  const { html, text, subject } = mailOf({ ...PLAIN, name: '<script>{{ host.name }}</script>\n{% if' });
  expect(text).toContain('Dear <script>{{ host.name }}</script> {% if');
  expect(html).toContain('Dear <bdi>&lt;script&gt;{{ host.name }}&lt;/script&gt; {% if</bdi>');
  expect(html).not.toContain('<script>');
  expect(subject).toContain('<script>{{ host.name }}</script> {% if · Introduction');
});

test('an address that a host wrote is a link, one that a client typed is text', () => {
  const { html } = mailOf({ ...PLAIN, name: 'https://evil.example/x' });
  expect(html).toContain('href="https://example.com/"');
  expect(html.match(/href="https:\/\/evil\.example/g)).toBeNull();
});

test('a link of ours stands under its name, in the text beside it', () => {
  const { html, text } = mailOf(PLAIN);
  expect(html).toMatch(
    /<a class="mb-link" href="https:\/\/booking\.example\.com\/portal\/ptk_01\.5ec2e7"[^>]*><bdi>Ada<\/bdi><\/a>/,
  );
  expect(text).toContain(`Yours, Camille Ada <${portalUrl}> https://meet.example.com/room-7f3a9c`);
});

test('paragraphs stand apart, lines end where they end, and what says nothing leaves no gap', () => {
  const opening = 'One,\ntwo.\n\n\n  {% if meeting.was %}never{% endif %}  \n\n{{ meeting.was }}\n\n  Three.  ';
  const { html, text } = mailOf(PLAIN, { subject: null, opening, closing: '' });
  expect(html).toContain('<p style="margin:0">One,<br>two.</p>\n<p style="margin:12px 0 0">Three.</p>');
  expect(text.startsWith('One,\ntwo.\n\nThree.\n\nIntroduction\n')).toBe(true);
  expect(text).not.toContain('The attached file takes the meeting out of your calendar.');
  expect(mailOf(PLAIN, null).text).toContain('The attached file takes the meeting out of your calendar.');
});

test('where one text fails at sending, the whole mail is ours, and the mistake is told', () => {
  const told: unknown[] = [];
  const texts = { subject: 'Mine', opening: 'Hello,\n{{ client.nothing }}', closing: null };
  const ours = mailOf(PLAIN, null);
  const mail = compose(owed(PLAIN), { portalUrl, texts: () => texts, onMistake: (mistake) => told.push(mistake) });
  expect({ ...mail, invitation: null }).toEqual({ ...ours, invitation: null });
  expect(told).toEqual([
    {
      template: 'client_cancelled',
      language: 'en',
      part: 'opening',
      line: 2,
      column: 4,
      message: 'client.nothing is not known here',
    },
  ]);
});
