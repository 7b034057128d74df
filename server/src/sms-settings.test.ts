import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { textFormat } from './sms-settings.ts';

const URL_ONLY = { BOOKER_SMS_URL: 'https://sms.example/send' };
const FORM = JSON.stringify({ 'Content-Type': 'application/x-www-form-urlencoded' });
const mistakeOf = (environment: Record<string, string>) => {
  try {
    readConfig({}, environment);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

test('without a gateway none are sent, and with one alone there is a night and a cap', () => {
  expect(textFormat(readConfig({}, {}))).toBeNull();
  const config = readConfig({}, URL_ONLY);
  expect(config).toMatchObject({ smsQuietHours: { from: 1260, to: 480 }, smsMonthlyCap: 500, smsPrefixes: [] });
  const request = textFormat(config)?.requestOf({ to: '+33612345678', text: 'A "b"', id: 'txt_1' });
  expect(JSON.parse(request?.body ?? '')).toEqual({ to: '+33612345678', text: 'A "b"', id: 'txt_1' });
});

test('the night, the cap and the prefixes are read, or off', () => {
  const config = readConfig(
    {},
    {
      ...URL_ONLY,
      BOOKER_SMS_QUIET_HOURS: 'off',
      BOOKER_SMS_MONTHLY_CAP: 'off',
      BOOKER_SMS_PREFIXES: '+33, +32',
    },
  );
  expect(config).toMatchObject({ smsQuietHours: null, smsMonthlyCap: null, smsPrefixes: ['+33', '+32'] });
});

test.each([
  [{ BOOKER_SMS_URL: 'sms.example' }, 'BOOKER_SMS_URL must be an address'],
  [{ BOOKER_SMS_URL: 'https://user:hunter22@sms.example' }, 'a sign-in goes into BOOKER_SMS_HEADERS'],
  [{ BOOKER_SMS_FROM: 'Studio' }, 'BOOKER_SMS_URL must be set'],
  [{ ...URL_ONLY, BOOKER_SMS_METHOD: 'PATCH' }, 'BOOKER_SMS_METHOD must be one of POST, PUT, GET'],
  [{ ...URL_ONLY, BOOKER_SMS_HEADERS: 'Authorization: x' }, 'BOOKER_SMS_HEADERS must be JSON'],
  [{ ...URL_ONLY, BOOKER_SMS_HEADERS: '{"A b":"c"}' }, 'BOOKER_SMS_HEADERS must be JSON of header names'],
  [{ ...URL_ONLY, BOOKER_SMS_HEADERS: '{"A":"c\\r\\nd"}' }, 'BOOKER_SMS_HEADERS must be JSON of header names'],
  [{ ...URL_ONLY, BOOKER_SMS_HEADERS: '{"Content-Type":"text/xml"}' }, 'as Content-Type'],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}"}' }, 'BOOKER_SMS_BODY must hold {{text}}'],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}","text":{{text}}}' }, 'BOOKER_SMS_BODY must be JSON'],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: 'to={{to}}&text={{text}}' }, 'BOOKER_SMS_BODY must be JSON'],
  [
    { ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}","text":"{{message}}"}' },
    'BOOKER_SMS_BODY must not hold {{message}}',
  ],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}","text":"{{text"}' }, 'BOOKER_SMS_BODY must not hold {{text'],
  [{ ...URL_ONLY, BOOKER_SMS_HEADERS: FORM, BOOKER_SMS_BODY: '{{to}}{{text}}' }, 'BOOKER_SMS_BODY must be a form'],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}","text":"{{text}}","f":"{{from}}"}' }, 'BOOKER_SMS_FROM must be set'],
  [{ ...URL_ONLY, BOOKER_SMS_BODY: '{"to":"{{to}}","text":"{{text}}"}', BOOKER_SMS_FROM: 'S' }, 'must hold {{from}}'],
  [{ ...URL_ONLY, BOOKER_SMS_METHOD: 'get' }, 'BOOKER_SMS_URL must hold {{to}}'],
  [{ ...URL_ONLY, BOOKER_SMS_QUIET_HOURS: '9pm' }, 'BOOKER_SMS_QUIET_HOURS must be like 21:00-08:00, or off'],
  [{ ...URL_ONLY, BOOKER_SMS_MONTHLY_CAP: '0' }, 'BOOKER_SMS_MONTHLY_CAP must be a whole number'],
  [{ ...URL_ONLY, BOOKER_SMS_PREFIXES: '33' }, 'BOOKER_SMS_PREFIXES must be beginnings'],
])('%j is refused at the start', (environment, mistake) => {
  const said = mistakeOf(environment as Record<string, string>);
  expect(said).toContain(mistake);
  expect(said).not.toContain('hunter22');
});
