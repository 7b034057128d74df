/** What the hosts' console says. */
export const enConsole = {
  lang: 'en',
  loading: 'Loading',

  signIn: 'Sign in',
  linkWhy: 'Enter your address as a host. We mail you a link that signs you in; there is no password.',
  email: 'Your email address',
  badEmail: 'Enter an address like name@example.com',
  errorPrefix: 'Mistake:',
  sendLink: 'Send me the link',
  linkSent: (email: string) => `If ${email} is a host’s address, a link is on its way. It works once, for 15 minutes.`,
  otherAddress: 'Use another address',
  press: 'This signs you in on this device. If you share it with others, sign out when you are done.',
  linkGone:
    'This link signs nobody in any more: it was used already, or its time has passed. Have a new one sent to you.',
  ended: 'You are signed out.',

  role: { owner: 'Owner', admin: 'Admin', member: 'Member' },
  signOut: 'Sign out',
  signOutAll: 'Sign out on all devices',
  notices: 'Your notices',
  noticesWhy:
    'What is mailed to you before your meetings. When one is booked, moved or cancelled you are told at once, whatever you choose here.',
  reminders: {
    agenda: ['An agenda', 'one mail on each morning that has meetings'],
    each: ['Each meeting', 'one mail before each, as its type has it'],
    none: ['Nothing', 'no mail before meetings'],
  },
  agendaTime: 'When the agenda comes',
  ownClock: (city: string) => `Before noon, by your own clock in ${city}`,
  badTime: 'Enter a time before noon, like 07:00',
  save: 'Save',
  switchedOff: 'You have switched these mails off by the link in one. Save, and they come again.',
  saved: {
    agenda: (time: string) => `Saved. The agenda comes at ${time}.`,
    each: 'Saved. You get a mail before each meeting.',
    none: 'Saved. You get no mail before meetings.',
  },

  again: 'Try again',
  limited: 'That was asked for often lately. Look in your mailbox, or wait a moment.',
  offline: 'There is no connection at the moment. Try again once it is back.',
  timeout: 'The answer did not come in time. Try again.',
  unexpected: 'That did not work just now. Try again in a moment.',
};

export type ConsoleWords = typeof enConsole;
