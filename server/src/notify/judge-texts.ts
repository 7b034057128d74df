import { type Editable, type MailTexts, TEXT_PARTS, type TextMistake } from '../domain/own-text.ts';
import type { Language } from './languages.ts';
import { misread, type Values } from './liquid.ts';
import { mailComposer } from './mail-composer.ts';
import type { Mail } from './mailer.ts';
import { sayTexts } from './own-letter.ts';
import { type SampleReader, samplesOf } from './template-samples.ts';
import { valuesOf } from './template-values.ts';

/** What is wrong with texts that a host would put in place of ours, by whatever mail of this kind may have to say; none: they can stand. */
export function mistakesIn(template: Editable, language: Language, texts: MailTexts, publicUrl: string): TextMistake[] {
  const samples = sampleValues(template, language, publicUrl);
  const found = new Map<string, TextMistake>();
  const note = (mistake: TextMistake) => {
    const key = `${mistake.part} ${mistake.line} ${mistake.column}`;
    if (!found.has(key)) found.set(key, mistake);
  };
  for (const part of TEXT_PARTS) {
    const source = texts[part];
    const fault = source === null ? null : misread(source, samples[0]);
    if (fault) note({ part, line: fault.line, column: fault.column, message: fault.message });
  }
  // What cannot be read, or names what is not there, is told of once.
  const readable = TEXT_PARTS.filter((part) => ![...found.values()].some((mistake) => mistake.part === part));
  for (const values of samples) {
    for (const mistake of sayTexts(texts, () => values, language).mistakes)
      if (readable.includes(mistake.part)) note(mistake);
  }
  return [...found.values()];
}

/** A mail of this kind, of people who are made up, with these texts. */
export function previewMail(template: Editable, reader: SampleReader, texts: MailTexts, publicUrl: string): Mail {
  const compose = mailComposer({ publicUrl, mailFrom: 'sample@localhost' });
  const [sample] = samplesOf(template, reader);
  return compose(sample, {
    portalUrl: samplePortal(publicUrl),
    offUrl: `${publicUrl}/mails/sample`,
    texts: () => texts,
  });
}

/** Every value that a text of this kind of mail may name: "client.name". Of a list, what its first entry has: "meetings[].title". */
export function namesFor(template: Editable, publicUrl: string): string[] {
  const names = new Set<string>();
  for (const values of sampleValues(template, 'en', publicUrl)) collect(values, '', names);
  return [...names].filter((name) => ![...names].some((other) => other.startsWith(`${name}[].`)));
}

function collect(value: unknown, path: string, names: Set<string>): void {
  if (Array.isArray(value)) {
    const [first] = value;
    if (typeof first === 'object') collect(first, `${path}[]`, names);
    else names.add(path);
    return;
  }
  const isGroup = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!isGroup) names.add(path);
  else for (const [name, inner] of Object.entries(value)) collect(inner, path === '' ? name : `${path}.${name}`, names);
}

function sampleValues(template: Editable, language: Language, publicUrl: string): [Values, ...Values[]] {
  const from = { publicUrl, portalUrl: samplePortal(publicUrl) };
  const [first, ...others] = samplesOf(template, { locale: language, timeZone: 'Etc/UTC' });
  return [valuesOf(first, from), ...others.map((sample) => valuesOf(sample, from))];
}

/** It opens nothing. */
function samplePortal(publicUrl: string): string {
  return `${publicUrl}/portal/sample`;
}
