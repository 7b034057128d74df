import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { isOwn } from '../actions/own-texts.ts';
import { changeTemplate, listTemplates, readTemplate, refuseMember } from '../actions/templates.ts';
import { Failure } from '../domain/failures.ts';
import { EDITABLE, type Editable, type MailTexts } from '../domain/own-text.ts';
import { mistakesIn, namesFor, previewMail } from '../notify/judge-texts.ts';
import { LANGUAGES, type Language } from '../notify/languages.ts';
import { callerOf } from './auth.ts';
import { isOfLanguage, previewInput, templateInput, templatePath, templatesQuery } from './template-contract.ts';
import { readTemplateMatch, sendTemplate, templateView } from './template-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

type OfTemplate = RequestHandler<{ template: string; locale: string }>;

/** `GET /api/host/templates`: every mail in every language, so the list is whole. */
export function templatesRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { template, locale } = readQuery(templatesQuery, req);
    const changed = await listTemplates(ctx, callerOf(res));
    const known = new Map(changed.map((one) => [`${one.template} ${one.language}`, one]));
    const items = EDITABLE.filter((name) => template === undefined || name === template).flatMap((name) =>
      LANGUAGES.filter((language) => locale === undefined || language === locale).map((language) =>
        templateView({ template: name, language }, known.get(`${name} ${language}`) ?? null),
      ),
    );
    res.json({ items, nextCursor: null });
  };
}

/** `GET /api/host/templates/{template}/{locale}`. */
export function templateRoute(ctx: Context): OfTemplate {
  return async (req, res) => {
    readQuery(noQuery, req);
    const key = keyIn(req.params);
    sendTemplate(res, key, await readTemplate(ctx, callerOf(res), key), namesFor(key.template, ctx.publicUrl));
  };
}

/** `PUT /api/host/templates/{template}/{locale}`. */
export function changeTemplateRoute(ctx: Context): OfTemplate {
  return async (req, res) => {
    readQuery(noQuery, req);
    const caller = callerOf(res);
    refuseMember(caller);
    const key = keyIn(req.params);
    const texts = textsOf(readBody(templateInput, req));
    refuseMistakes(ctx, key, texts);
    const changed = await changeTemplate(ctx, caller, key, texts, readTemplateMatch(req, key));
    sendTemplate(res, key, changed, namesFor(key.template, ctx.publicUrl));
  };
}

/** `DELETE /api/host/templates/{template}/{locale}`: back to ours. */
export function revertTemplateRoute(ctx: Context): OfTemplate {
  return async (req, res) => {
    readQuery(noQuery, req);
    const key = keyIn(req.params);
    const caller = callerOf(res);
    const match = readTemplateMatch(req, key);
    const before = await readTemplate(ctx, caller, key);
    // Where nothing is theirs nothing changes, but what was asked on a condition is held to it.
    if (match !== null || (before && isOwn(before))) await changeTemplate(ctx, caller, key, textsOf({}), match);
    res.status(204).end();
  };
}

/** `POST /api/host/templates/{template}/{locale}/preview`. */
export function previewTemplateRoute(ctx: Context): OfTemplate {
  return (req, res) => {
    readQuery(noQuery, req);
    refuseMember(callerOf(res));
    const key = keyIn(req.params);
    const { locale = key.language, timeZone = 'Europe/Paris', ...given } = readBody(previewInput, req);
    if (!isOfLanguage(locale, key.language)) {
      const errors = [{ path: '/locale', message: `must be a tag of the language ${key.language}` }];
      throw new Failure('invalid_request', 'Some fields of the body are not valid.', { where: 'body', errors });
    }
    const texts = textsOf(given);
    refuseMistakes(ctx, key, texts);
    const { subject, text, html } = previewMail(key.template, { locale, timeZone }, texts, ctx.publicUrl);
    res.json({ subject, text, html });
  };
}

interface Key {
  readonly template: Editable;
  readonly language: Language;
}

function keyIn(params: unknown): Key {
  const read = templatePath.safeParse(params);
  if (!read.success) throw new Failure('not_found', 'There is no such mail, or it is not written in this language.');
  return { template: read.data.template, language: read.data.locale };
}

function textsOf({ subject, opening, closing }: { [Part in keyof MailTexts]?: string | null | undefined }): MailTexts {
  return { subject: subject ?? null, opening: opening ?? null, closing: closing ?? null };
}

/** Throws Failure invalid_request, with where each mistake stands. */
function refuseMistakes(ctx: Context, { template, language }: Key, texts: MailTexts): void {
  const mistakes = mistakesIn(template, language, texts, ctx.publicUrl);
  if (mistakes.length === 0) return;
  const errors = mistakes.map(({ part, line, column, message }) => ({ path: `/${part}`, message, line, column }));
  throw new Failure('invalid_request', 'No mail can be made of these texts.', { where: 'body', errors });
}
