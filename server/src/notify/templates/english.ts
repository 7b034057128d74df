import type { MailTemplate } from '../../domain/mail.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Confirmed',
  client_awaiting: 'Awaiting confirmation',
  client_agreed: 'Confirmed',
  client_moved: 'Moved',
  client_changed: 'Changed',
  client_declined: 'Declined',
  client_cancelled: 'Cancelled',
  guest_invited: 'Invitation',
  guest_agreed: 'Confirmed',
  guest_moved: 'Moved',
  guest_changed: 'Changed',
  guest_removed: 'No longer invited',
  guest_cancelled: 'Cancelled',
  host_booked: 'New meeting',
  host_awaiting: 'To confirm',
  host_agreed: 'Confirmed',
  host_moved: 'Moved',
  host_changed: 'Changed',
  host_declined: 'Declined',
  host_cancelled: 'Cancelled',
  client_notes: 'New note',
  host_notes: 'New note',
  host_guest_accepted: 'Guest accepted',
  host_guest_declined: 'Guest declined',
  client_reminder: 'Reminder',
  guest_reminder: 'Reminder',
  host_reminder: 'Reminder',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);
const held = (deadline: string | null) => (deadline ? ` until ${deadline}` : '');

const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `Your meeting with ${hosts} is booked.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'The new time of your meeting' : 'This time'} still has to be confirmed by ${hosts}. It is held for you${held(deadline)}.`,
  client_agreed: ({ hosts }) => `${hosts} confirmed your meeting.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `${hosts} moved your meeting to another time.` : `Your meeting with ${hosts} is moved.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `${hosts} changed ${details} of your meeting.`
      : `You changed ${details} of your meeting with ${hosts}.`,
  client_declined: ({ hosts }) => `${hosts} declined this time, so the meeting will not take place.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `Your meeting with ${scene.hosts} is cancelled.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${client} invites you to a meeting with ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `The meeting of ${client} with ${hosts} is confirmed.`,
  guest_moved: (scene) =>
    `${actor(scene)} moved the meeting to another time.${scene.isOpen ? ` It still has to be confirmed by ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `${actor(scene)} changed ${scene.details} of the meeting.`,
  guest_removed: ({ client, hosts }) => `You are no longer expected at the meeting of ${client} with ${hosts}.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `Your meeting with ${client} is booked.` : `${client} booked a meeting with you.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'moved this meeting and asks for the new time' : 'asks for this time'}. It is held${deadline ? ` until ${deadline}, then it lapses unless it is confirmed` : ' until it is confirmed'}.`,
  host_agreed: ({ client }) => `The meeting with ${client} is confirmed.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `The meeting with ${client} is moved.` : `${client} moved the meeting with you.`,
  host_changed: (scene) => `${actor(scene)} changed ${scene.details} of the meeting.`,
  host_declined: ({ client }) => `The meeting that ${client} asked for is declined.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Nobody confirmed this time before its deadline, so the meeting is cancelled and the time is free again.'
      : cancelled(scene),
  client_notes: ({ notes }) =>
    notes > 1 ? 'There are new notes for you on your meeting.' : 'There is a new note for you on your meeting.',
  host_notes: ({ client, notes }) => `${client} wrote ${notes > 1 ? 'notes' : 'a note'} on the meeting with you.`,
  host_guest_accepted: ({ guest, client }) => `${guest} accepted the invitation to the meeting with ${client}.`,
  host_guest_declined: ({ guest, client }) =>
    `${guest} will not come to the meeting with ${client}, which takes place all the same.`,
  client_reminder: ({ hosts, near }) => `Your meeting with ${hosts} is ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `The meeting of ${client} with ${hosts} is ${near}.`,
  host_reminder: ({ client, near }) => `Your meeting with ${client} is ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'This time was not confirmed in time, so the meeting will not take place.';
  return `${actor(scene)} cancelled this meeting.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'New notes' : STATUS[template];
}

/** What mails say, in English. */
export const english: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} with ${other}`;
    if (PLAIN.includes(template)) return what;
    return template.endsWith('_moved') ? `Moved to ${what}` : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hosts, hasInvitation }) {
    if (template === 'client_awaiting')
      return `You will hear from us as soon as ${hosts} has answered. There is nothing to do until then.`;
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template))
      return 'The attached file takes the meeting out of your calendar.';
    if (template === 'guest_invited')
      return 'Accept or decline with the attached invitation; the answer goes to the organizer.';
    if (PLAIN.includes(template)) return 'The attached invitation puts the meeting into your calendar.';
    return 'The attached invitation brings your calendar up to date.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `You get this mail because this address was given for a booking at ${site}. Was it not you? Then you need do nothing.`;
    if (template.startsWith('guest'))
      return `You get this mail because ${client} gave your address as a guest when booking at ${site}.`;
    return `You get this mail because meetings with you can be booked at ${site}.`;
  },
  labels: {
    where: 'Where',
    with: 'With',
    client: 'Client',
    hosts: 'Hosts',
    guests: 'Guests',
    message: 'Message',
    reason: 'Reason',
    fromSite: 'From the site',
    addTo: 'Add to calendar',
    was: 'Was',
  },
  actions: {
    manage: 'See your meeting',
    see: 'See the meeting',
    join: 'Join the call',
    bookAgain: 'Book another time',
    move: 'Move',
    cancel: 'Cancel',
    answer: 'Read and answer',
  },
  details: {
    title: 'the title',
    location: 'the place',
    guests: 'the guests',
    description: 'the message',
    answers: 'the answers',
  },
  openUntil: (until) => `Other plans? Until ${until}:`,
  writeTo: (name) => `Write to ${name}`,
  yesOrNo: (value) => (value ? 'Yes' : 'No'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: ', ',
};
