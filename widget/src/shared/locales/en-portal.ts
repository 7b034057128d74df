const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What the portal says, besides `en` and `en-meeting`. */
export const enPortal = {
  title: 'Your meetings',
  nextUp: 'Next',
  empty: 'No meetings ahead.',
  bookOne: 'Book a meeting',
  meetingsOn: (day: string, count: number) => `${day}, ${count ? plural(count, 'meeting', 'meetings') : 'no meetings'}`,
  details: 'Details',
  past: 'Past meetings',
  morePast: 'Show earlier ones',
  noPast: 'No past meetings.',
  cancelledOnes: (count: number) => `Show cancelled (${count})`,
  loadingAll: 'Loading your meetings',

  status: {
    scheduled: 'Awaiting confirmation',
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
    completed: 'Took place',
    no_show: 'Missed',
  },
  response: { accepted: 'accepted', declined: 'declined', tentative: 'perhaps', needs_action: '' },
  guestsTitle: 'Guests',
  you: 'You',
  message: 'To prepare',
  yesOrNo: (yes: boolean): string => (yes ? 'Yes' : 'No'),
  awaiting: (host: string, until: string) =>
    `${host} still has to confirm${until && `, until ${until} at the latest`}. The answer comes by mail; until then the time is held for you.`,
  until: (when: string) => `You can move or cancel it until ${when}.`,
  movesLeft: (count: number) => `You can move it ${count === 1 ? 'once more' : `${count} more times`}.`,
  cancelledBy: { client: 'You cancelled it.', host: 'The host cancelled it.', system: 'It was not confirmed in time.' },
  reason: 'Reason',
  why: {
    begun: 'It has begun, so it can no longer be moved or cancelled here.',
    notice_passed: 'It starts too soon to be moved or cancelled here.',
    moves_used_up: 'It has been moved as often as it may be. You can still cancel it.',
    type_off: 'New times for it are not offered at the moment. You can still cancel it.',
  },
  write: (name: string) => `Write to ${name}`,
  openAgain: 'The page was not up to date. This is how the meeting stands now.',

  move: 'Move',
  movedTo: 'Moved',
  movedNote: (email: string) => `The new time is on its way to ${email}, and to everybody else who takes part.`,
  movedAsk: (host: string) => `${host} has to confirm the new time. The answer comes by mail.`,
  cancel: 'Cancel the meeting',
  cancelledNote: 'Everybody who takes part is told by mail, and their calendars follow.',
  bookAnother: 'Book another time',

  edit: 'Change details',
  saved: 'The details are changed.',

  decline: 'Decline',
  declined: 'You declined.',
  accept: 'Accept after all',
  accepted: 'You accepted.',
};

export type PortalWords = typeof enPortal;
