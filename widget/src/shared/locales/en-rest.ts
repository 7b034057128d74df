import { enMeeting } from './en-meeting.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What the rest of the booker says, besides `en`; comes with it. */
export const enRest = {
  ...enMeeting,
  others: (count: number) => `and ${plural(count, 'other', 'others')}`,
  more: 'Read more',
  less: 'Read less',
  group: (count: number) => `Group of up to ${count}`,
  duration: 'Duration',
  gone: 'This page for booking is not open. Check the link, or ask whoever gave it to you.',

  goOn: 'Continue',
  notBooked: 'Book a time first.',
  formTitle: 'Your details',
  name: 'Name',
  phone: 'Phone',
  phoneHint: 'With its country code, like +33 6 12 34 56 78.',
  texts: 'Remind me by text message too',
  textsHint: 'You also hear by text if your host moves or cancels, and can stop it at any time.',
  guests: 'Guests’ email addresses',
  guestsHint: (count: number) => (count === 1 ? 'One guest at most.' : `Up to ${count}, one on each line.`),
  notes: 'Anything that helps to prepare',
  choose: 'Choose one',
  book: (when: string) => `Book ${when}`,
  request: (when: string) => `Request ${when}`,
  sending: 'Booking…',
  errorTitle: (count: number) => (count === 1 ? 'One thing to correct' : `${count} things to correct`),
  missing: 'Answer this question',
  missingName: 'Enter your name',
  missingChoice: 'Choose one',
  missingTick: 'Tick this to go on',
  badNumber: 'Enter a number',
  badPhone: 'Enter the number with its country code, like +33 6 12 34 56 78',
  badGuests: (count: number) =>
    `Enter ${count === 1 ? 'one address' : `at most ${count} addresses, one on each line,`} like name@example.com`,
  badField: 'Check this',
  takenAll: 'That time was just taken, and none is free near it. Choose another day; what you typed is kept.',
  moved: 'That time is no longer offered. Choose another; what you typed is kept.',
  refused: 'The booking was not accepted. Check your details, or choose another time.',
  codeTitle: 'Check your mail',
  codeSent: (email: string) => `We sent a six-digit code to ${email}. It shows that the address is yours.`,
  code: 'Code',
  codeHint: 'It is good for 15 minutes. The time is not held meanwhile.',
  badCode: 'Enter the six digits of the code',
  wrongCode: (left: number) =>
    `This is not the code that we sent. ${left === 1 ? 'One try is left.' : `${left} tries are left.`}`,
  spentCode: 'This code is not good any more. Have another one sent.',
  resend: 'Send the code again',
  resendSoon: 'Nothing there? Look among junk mail. In half a minute you can have the code sent again.',
  otherAddress: 'Use another address',
  sendingCode: 'Sending the code…',
  notOnline: 'This cannot be booked online with the addresses given. Write to your host instead.',
  openEnough:
    'With this address, no further meeting of this kind can be booked until an earlier one is over. The link in its mail moves or cancels it.',
  safe: 'Nothing is booked twice: trying again is safe, and what you typed is kept.',
  kept: 'What you typed is kept.',
  trial: 'All is well',
  trialNote: 'This was a rehearsal: everything was checked, nothing was booked.',
  earlier: (when: string) => `You booked ${when} here before. Book again only if you need a second meeting.`,
  booked: 'Booked',
  requested: 'Requested',
  youCall: (phone: string) => `We call ${phone}`,
  mailed: (email: string) => `The invitation is on its way to ${email}.`,
  mailedRequest: (email: string, host: string) =>
    `${host} still has to confirm. The answer goes to ${email}; until then the time is held for you.`,
  correct: 'Correct it',
  change: 'Move or cancel it',
  corrected: (email: string, when: string, host: string) =>
    `Book again with the right address. The booking at ${when} for ${email} stays until ${host} cancels it, so let them know.`,
};

export type RestWords = typeof enRest;
