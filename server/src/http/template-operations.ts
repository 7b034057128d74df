import { BODY_PROBLEMS, by, UNKNOWN } from './host-operation.ts';
import { type Operation, problem } from './operation.ts';
import * as contract from './template-contract.ts';

const root = '/api/host/templates';
const one = `${root}/{template}/{locale}`;
const CONDITION = {
  headers: [{ name: 'If-Match', description: 'An earlier answer’s ETag; 412 where it no longer holds' }],
};
const CONFLICT = { 412: problem('They were changed meanwhile') };
const MISTAKES = { ...BODY_PROBLEMS, 422: problem('A wrong field; of a text the line and column of each mistake') };

/** The hosts' API about the texts of mails, for owners and admins. */
export const templateOperations: readonly Operation[] = [
  by('templates', {
    method: 'get',
    path: root,
    summary: 'The texts of every mail in every language, ours and those put in their place',
    query: contract.templatesQuery,
    answers: { 200: { description: 'All of them', schema: contract.templateList } },
  }),
  by('templates', {
    method: 'get',
    path: one,
    summary: 'The texts of one mail in one language, and the values that they may name',
    answers: { 200: { description: 'The texts; with an ETag', schema: contract.oneTemplate }, ...UNKNOWN },
  }),
  by('templates', {
    method: 'put',
    path: one,
    summary: 'Puts texts in place of ours, once every sample of the mail can be made of them',
    body: contract.templateInput,
    ...CONDITION,
    answers: {
      200: { description: 'The texts; with an ETag', schema: contract.oneTemplate },
      ...UNKNOWN,
      ...CONFLICT,
      ...MISTAKES,
    },
  }),
  by('templates', {
    method: 'delete',
    path: one,
    summary: 'Goes back to our texts',
    ...CONDITION,
    answers: { 204: { description: 'Done' }, ...UNKNOWN, ...CONFLICT },
  }),
  by('templates', {
    method: 'post',
    path: `${one}/preview`,
    summary: 'The mail with given texts, of people who are made up; changes nothing',
    body: contract.previewInput,
    answers: { 200: { description: 'The mail', schema: contract.previewed }, ...UNKNOWN, ...MISTAKES },
  }),
];
