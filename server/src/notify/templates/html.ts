import { directionOf, type Language } from '../languages.ts';
import type { Fact, Letter, LetterLink, LetterNote, LinkList, Prose, ProsePiece } from '../letter.ts';
import { linkedText } from '../linked-text.ts';
import { escapeHtml, isolatesAsTags } from '../safe-text.ts';

const LATIN = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial";
/** Fonts that hold a script of their own come first where they are drawn for its readers. */
const FONTS: Partial<Record<Language, string>> = {
  ja: `${LATIN}, 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif`,
  ar: `-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans Arabic', 'Geeza Pro', Tahoma, Arial, sans-serif`,
};

/*
 * Every value stands in the style attributes, for readers that drop style sheets; the sheet below only turns the lights down and
 * narrows the margins where it is understood.
 */
const SHEET = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:600px){
.mb-paper{padding:0!important}
.mb-sheet{border-radius:0!important;border-left:0!important;border-right:0!important}
.mb-sheet>tbody>tr>td{padding-left:20px!important;padding-right:20px!important}
.mb-label{display:block!important;width:auto!important;padding:10px 0 0!important}
.mb-value{display:block!important;width:auto!important;padding:2px 0 10px!important;border-top:0!important}
.mb-button table{width:100%!important}
.mb-button a{display:block!important;text-align:center!important}
}
@media (prefers-color-scheme:dark){
body,.mb-paper{background:#161615!important}
.mb-sheet{background:#1f1f1e!important;border-color:#3a3a37!important}
.mb-ink{color:#ecebe6!important}
.mb-soft{color:#aeada6!important}
.mb-line{border-color:#3a3a37!important}
.mb-link{color:#9cc4f2!important}
.mb-day{background:#26303c!important;color:#ecebe6!important}
.mb-month{background:#9cc4f2!important;color:#10202f!important}
.mb-off{background:#4a4a46!important;color:#ecebe6!important}
.mb-fill,.mb-fill a{background:#9cc4f2!important;color:#10202f!important}
}`;

/** The HTML part of a mail: one column of 560 px, no image, nothing fetched, every value escaped. */
export function htmlPart(letter: Letter): string {
  const { language } = letter;
  const font = FONTS[language] ?? `${LATIN}, sans-serif`;
  const side = sides(language);
  const rows = [
    `<tr><td style="padding:28px 32px 0">${head(letter, side)}</td></tr>`,
    `<tr><td class="mb-ink" style="padding:20px 32px 0;color:#1d1d1b;font-size:15px;line-height:23px;word-break:break-word">${prose(letter.lead)}</td></tr>`,
    ...letter.notes.map((note) => `<tr><td style="padding:20px 32px 0">${noteBlock(note)}</td></tr>`),
    letter.facts.length > 0 ? `<tr><td style="padding:20px 32px 0">${table(letter.facts, side)}</td></tr>` : '',
    letter.button
      ? `<tr><td class="mb-button" style="padding:24px 32px 0">${button(letter.button, side)}</td></tr>`
      : '',
    letter.next && letter.next.length > 0
      ? `<tr><td class="mb-soft" style="padding:20px 32px 0;color:#5d5d58;font-size:13px;line-height:20px;word-break:break-word">${prose(letter.next)}</td></tr>`
      : '',
    letter.changes
      ? `<tr><td class="mb-soft" style="padding:8px 32px 0;color:#5d5d58;font-size:13px;line-height:22px">${quietLinks(letter.changes)}</td></tr>`
      : '',
    letter.links
      ? `<tr><td class="mb-soft" style="padding:8px 32px 0;color:#5d5d58;font-size:13px;line-height:22px">${quietLinks(letter.links)}</td></tr>`
      : '',
    `<tr><td style="padding:28px 32px 26px"><div class="mb-line mb-soft" style="border-top:1px solid #e2e2dd;padding-top:14px;color:#5d5d58;font-size:12px;line-height:18px">${textOf(letter.footer)}${letter.off ? `<br>${anchor(letter.off)}` : ''}</div></td></tr>`,
  ];
  return `<!doctype html>
<html lang="${language}" dir="${side.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(letter.subject)}</title>
<style>${SHEET}
</style>
</head>
<body dir="${side.dir}" style="margin:0;padding:0;background:#f4f4f1;font-family:${font}">
<table class="mb-paper" lang="${language}" dir="${side.dir}" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f4f1;padding:24px 12px"><tbody><tr><td align="center">
<table class="mb-sheet" dir="${side.dir}" role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;border:1px solid #e2e2dd;border-radius:12px;border-collapse:separate;font-family:${font};text-align:${side.start}"><tbody>
${rows.filter(Boolean).join('\n')}
</tbody></table>
</td></tr></tbody></table>
</body>
</html>
`;
}

/** The date as a block, and beside it what, when and in which zone. */
function head({ when, was, title, status, isOff }: Letter, side: Sides): string {
  const names = `<div class="mb-soft" style="color:#5d5d58;font-size:13px;line-height:18px">${textOf(status)}</div>
<h1 class="mb-ink" style="margin:2px 0 6px;color:#1d1d1b;font-size:22px;line-height:28px;font-weight:600;word-break:break-word">${bidi(title)}</h1>`;
  if (when === null) return names;
  const struck = isOff ? ';text-decoration:line-through' : '';
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tbody><tr>
<td valign="top" width="68" style="width:68px"><table role="presentation" width="68" cellpadding="0" cellspacing="0" style="border-collapse:separate;text-align:center"><tbody>
<tr><td class="${isOff ? 'mb-off' : 'mb-month'}" style="background:${isOff ? '#6b6b65' : '#1f5fae'};color:#ffffff;border-radius:8px 8px 0 0;padding:4px 2px;font-size:12px;line-height:16px;font-weight:600">${textOf(when.month)}</td></tr>
<tr><td class="mb-day" style="background:#eef3fa;color:#1d1d1b;border-radius:0 0 8px 8px;padding:6px 2px 7px;font-size:26px;line-height:30px;font-weight:600">${textOf(when.day)}<div class="mb-soft" style="color:#5d5d58;font-size:12px;line-height:15px;font-weight:400">${textOf(when.weekday)}</div></td></tr>
</tbody></table></td>
<td valign="top" align="${side.start}" style="padding-${side.start}:18px">
${names}
<div class="mb-ink" style="color:#1d1d1b;font-size:15px;line-height:22px${struck}">${textOf(when.date)}<br><strong style="font-weight:600">${textOf(when.time)}</strong></div>
<div class="mb-soft" style="color:#5d5d58;font-size:13px;line-height:19px">${textOf(when.zone)}</div>
${was ? formerTime(was) : ''}</td></tr></tbody></table>`;
}

/** In view, and plainly not the time that holds: struck through, and said so for whoever does not see that. */
function formerTime({ label, date, time }: NonNullable<Letter['was']>): string {
  const struck = `${textOf(date)}<span style="white-space:nowrap">${textOf(time)}</span>`;
  return `<div class="mb-soft" style="margin-top:8px;color:#5d5d58;font-size:13px;line-height:19px">${textOf(label)} <s>${struck}</s></div>
`;
}

function table(facts: readonly Fact[], { start, end }: Sides): string {
  const rows = facts.map(({ label, lines, link }) => {
    const parts = lines.map(bidi);
    if (link) parts.push(anchor(link));
    return `<tr>
<td class="mb-label mb-line mb-soft" valign="top" align="${start}" width="120" style="width:120px;padding:9px 0;padding-${end}:12px;border-top:1px solid #e2e2dd;color:#5d5d58;font-size:13px;line-height:21px;word-break:break-word">${bidi(label)}</td>
<td class="mb-value mb-line mb-ink" valign="top" align="${start}" style="padding:9px 0;border-top:1px solid #e2e2dd;color:#1d1d1b;font-size:15px;line-height:21px;word-break:break-word">${parts.join('<br>')}</td>
</tr>`;
  });
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:separate">
<tbody>
${rows.join('\n')}
</tbody></table>`;
}

/** Ours as it stands; a host's in paragraphs, whose lines end where they ended them. */
function prose(said: Prose): string {
  if (typeof said === 'string') return textOf(said);
  const set = (pieces: readonly ProsePiece[]) => pieces.map(written).join('');
  return said.map((pieces, i) => `<p style="margin:${i === 0 ? 0 : '12px 0 0'}">${set(pieces)}</p>`).join('\n');
}

function written(piece: ProsePiece): string {
  if ('link' in piece) return anchor(piece.link);
  return 'value' in piece ? bidi(piece.value) : linked(piece.text);
}

/** As a letter: who and when in small type, then the text as it was typed, its addresses as links. `dir=auto` looks past what is isolated, so the text is not. */
function noteBlock({ byline, body }: LetterNote): string {
  return `<div class="mb-line" style="border-top:1px solid #e2e2dd;padding-top:14px">
<div class="mb-soft" style="color:#5d5d58;font-size:13px;line-height:18px">${bidi(byline)}</div>
<div class="mb-ink" dir="auto" style="margin-top:6px;color:#1d1d1b;font-size:15px;line-height:23px;word-break:break-word">${linked(body)}</div>
</div>`;
}

/** As it was typed, line by line, its addresses as links. */
function linked(text: string): string {
  const pieces = linkedText(text).map((piece) =>
    'link' in piece ? anchor({ label: piece.link, url: piece.link }) : textOf(piece.text).replaceAll('\n', '<br>'),
  );
  return pieces.join('');
}

function button({ label, url }: LetterLink, { dir }: Sides): string {
  return `<table dir="${dir}" role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:separate"><tbody><tr><td class="mb-fill" style="background:#1f5fae;border-radius:8px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1f5fae;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${bidi(label)}</a></td></tr></tbody></table>`;
}

function quietLinks({ label, items }: LinkList): string {
  return `${textOf(label)}&nbsp; ${items.map((item) => `<span style="white-space:nowrap">${anchor(item)}</span>`).join(' &nbsp;·&nbsp; ')}`;
}

function anchor({ label, url }: LetterLink): string {
  return `<a class="mb-link" href="${escapeHtml(url)}" style="color:#1f5fae;text-decoration:underline">${bidi(label)}</a>`;
}

function textOf(text: string): string {
  return isolatesAsTags(text);
}

/** Which side a line begins on. Written out as attributes and plain properties, since mail programs know no logical ones. */
interface Sides {
  readonly dir: 'ltr' | 'rtl';
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
}

function sides(language: Language): Sides {
  const dir = directionOf(language);
  return dir === 'rtl' ? { dir, start: 'right', end: 'left' } : { dir, start: 'left', end: 'right' };
}

/** What people typed keeps its own direction and turns nothing around it. */
function bidi(text: string): string {
  return `<bdi>${isolatesAsTags(text)}</bdi>`;
}
