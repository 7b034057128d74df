import * as contract from './host-contract.ts';
import { BODY_PROBLEMS, by, IDEMPOTENT, UNKNOWN } from './host-operation.ts';
import { type Operation, problem } from './operation.ts';
import { meetingChangeInput } from './portal-contract.ts';

const root = '/api/host';
const one = `${root}/meetings/{id}`;

const GUARDED = {
  headers: [
    { name: 'If-Match', description: 'The ETag of the meeting as it was seen; 412 where it has changed since' },
  ],
};
const CHANGED = (description: string) => ({
  200: { description: `${description}; its ETag names its revision`, schema: contract.oneHostMeeting },
  ...UNKNOWN,
  409: problem('Finished or cancelled, or not to be done in its state'),
  412: problem('It has changed since it was seen'),
});

/** Meetings in the hosts' API. */
export const hostMeetingOperations: readonly Operation[] = [
  by('meetings:read', {
    method: 'get',
    path: `${root}/meetings`,
    summary: 'The meetings that the host reaches, soonest first unless asked otherwise',
    query: contract.hostMeetingsQuery,
    answers: { 200: { description: 'A page of them', schema: contract.hostMeetingList } },
  }),
  by('meetings:read', {
    method: 'get',
    path: one,
    summary: 'One meeting',
    answers: {
      200: { description: 'The meeting; its ETag names its revision', schema: contract.oneHostMeeting },
      ...UNKNOWN,
    },
  }),
  by('meetings:write', {
    method: 'post',
    path: `${root}/meetings`,
    summary: 'Books for a client, by neither notice nor horizon, confirmed at once',
    body: contract.hostBookingInput,
    ...IDEMPOTENT,
    answers: {
      201: { description: 'Booked', schema: contract.oneHostMeeting },
      404: problem('No such meeting type, or switched off'),
      409: problem('The time is taken (with alternatives), or the first request with this key is under way'),
      ...BODY_PROBLEMS,
    },
  }),
  by('meetings:write', {
    method: 'put',
    path: one,
    summary: 'Moves or changes a meeting, or cancels it, bound by hours and other meetings alone',
    body: meetingChangeInput,
    ...GUARDED,
    answers: { ...CHANGED('The meeting as it is now'), ...BODY_PROBLEMS },
  }),
  by('meetings:write', {
    method: 'delete',
    path: one,
    summary: 'Cancels a meeting, which is kept; again: nothing more. A body is not read',
    query: contract.cancelQuery,
    ...GUARDED,
    answers: CHANGED('The cancelled meeting'),
  }),
  by('meetings:write', {
    method: 'post',
    path: `${one}/confirm`,
    summary: 'Confirms a meeting that awaits it',
    ...GUARDED,
    answers: CHANGED('The confirmed meeting'),
  }),
  by('meetings:write', {
    method: 'post',
    path: `${one}/decline`,
    summary: 'Declines a meeting that awaits confirmation',
    body: contract.declineInput,
    ...GUARDED,
    answers: { ...CHANGED('The cancelled meeting'), ...BODY_PROBLEMS },
  }),
  by('meetings:write', {
    method: 'post',
    path: `${one}/no-show`,
    summary: 'Says that the client did not come, or takes that back once the meeting has ended',
    body: contract.noShowInput,
    ...GUARDED,
    answers: { ...CHANGED('The meeting'), ...BODY_PROBLEMS },
  }),
];
