import { expect, expectTypeOf, test } from 'vitest';
import type { AnyOwedMail } from '../domain/mail.ts';
import { EDITABLE, type Editable, type MailTexts } from '../domain/own-text.ts';
import { mistakesIn, namesFor, previewMail } from './judge-texts.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { mailComposer } from './mail-composer.ts';
import { ourTexts } from './our-texts.ts';
import { samplesOf } from './template-samples.ts';

const SITE = 'https://booking.example.com';
const NONE: MailTexts = { subject: null, opening: null, closing: null };
const compose = mailComposer({ publicUrl: SITE, mailFrom: 'sample@localhost' });
const mistakes = (texts: Partial<MailTexts>, template: Editable = 'client_confirmed', language: Language = 'en') =>
  mistakesIn(template, language, { ...NONE, ...texts }, SITE);

test('every mail can be written by hosts but those that sign one in, or in which the program speaks for itself', () => {
  expectTypeOf<Exclude<AnyOwedMail['template'], Editable>>().toEqualTypeOf<
    'client_code' | 'host_webhook_off' | 'host_texts_used_up' | 'host_sign_in' | 'host_invitation'
  >();
});

test.each(LANGUAGES)('our own texts in %s, written as a host would, can stand, and say what ours say', (language) => {
  for (const template of EDITABLE) {
    const ours = ourTexts(template, language);
    expect(mistakes(ours, template, language), template).toEqual([]);
    const reader = { locale: language, timeZone: 'Europe/Paris' };
    const [sample] = samplesOf(template, reader);
    const mail = compose(sample, { portalUrl: `${SITE}/portal/sample`, offUrl: `${SITE}/mails/sample` });
    const own = previewMail(template, reader, ours, SITE);
    expect({ subject: own.subject, text: own.text }, template).toEqual({ subject: mail.subject, text: mail.text });
  }
});

test('a mistake is told with its part, line and column, and what is meant', () => {
  const told = (opening: string, template?: Editable) =>
    mistakes({ opening }, template).map(({ part, line, column, message }) => [part, line, column, message]);
  expect(told('Dear {{ client.name }},\n\n{{ nobody }} waits.')).toEqual([
    ['opening', 3, 4, 'nobody is not known here'],
  ]);
  expect(told('{{ client.name | shout }}')).toEqual([['opening', 1, 1, 'undefined filter: shout']]);
  expect(told('{% include "/etc/passwd" %}')).toEqual([['opening', 1, 1, 'tag "include" not found']]);
  expect(told('a\nb {% if client.name %}')).toEqual([['opening', 2, 3, 'tag {% if client.name %} not closed']]);
  expect(told('{{ client }}')).toEqual([['opening', 1, 1, 'is no text: name one of the values in it']]);
  expect(told('{{ hosts }}')).toEqual([['opening', 1, 1, 'is a list: go through it by "for", or use "join"']]);
  expect(told('{% if meeting.reason %}only then{% endif %}')).toEqual([['opening', 1, 1, 'says nothing']]);
  expect(told('{% if false %}{{ client.salary }}{% endif %}x')).toEqual([
    ['opening', 1, 18, 'client.salary is not known here'],
  ]);
  expect(told('{{ client.email }}')).toEqual([['opening', 1, 4, 'client.email is not known here']]);
  expect(told('{{ client.email }}', 'host_booked')).toEqual([]);
  expect(mistakes({ subject: 'See {{ links.portal }}' })).toMatchObject([
    { part: 'subject', message: 'cannot hold a link' },
  ]);
});

test('every kind of file, code and endless work is refused', () => {
  const refused = [
    '{% include "x" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{% block x %}{% endblock %}',
    '{% liquid echo client.name %}',
    '{% echo client.name %}',
    '{% capture x %}a{% endcapture %}{{ x }}',
    '{% raw %}a{% endraw %}',
    '{% increment x %}',
    '{{ client.name | raw }}',
    '{{ client.name | escape }}',
    '{{ "now" | date: "%s" }}',
    '{{ client.constructor }}',
    '{% assign c = client %}{{ c.constructor.constructor }}',
    '{% assign c = meeting.start %}{{ c.constructor }}',
    '{{ client["__proto__"] }}',
    '{{ client[reader.name] }}',
    '{% for i in (1..3) %}{{ forloop.constructor }}{% endfor %}',
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}',
    '{% assign x = "xxxxxxxxxxxxxxxxxxxx" %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}',
    `{% for i in (1..900) %}${'x'.repeat(100)}{% endfor %}`,
  ];
  for (const opening of refused) expect(mistakes({ opening }), opening).toHaveLength(1);
});

test('what a text may name is told for each kind of mail, and all of it can be said', () => {
  for (const template of EDITABLE) {
    const names = namesFor(template, SITE);
    expect(names).toContain('site.name');
    const said = names.map((name) => {
      const [list, entry] = name.split('[].');
      if (entry) return `{% for one in ${list} %}{{ one.${entry} }}{% endfor %}`;
      return name === 'hosts' ? '{{ hosts | join: ", " }}' : `{{ ${name} }}`;
    });
    expect(mistakes({ opening: `.${said.join('\n')}` }, template), template).toEqual([]);
  }
  expect(namesFor('host_agenda', SITE)).toContain('meetings[].client');
  expect(namesFor('guest_invited', SITE).filter((name) => /email|phone|answers/.test(name))).toEqual([]);
});
