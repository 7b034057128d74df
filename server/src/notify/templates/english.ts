import type { Words } from './words.ts';

/** What mails say, in English. */
export const english: Words = {
  subject(template, when, title, other) {
    const what = `${when}: ${title} with ${other}`;
    if (template.endsWith('_cancelled')) return `Cancelled: ${what}`;
    if (template.endsWith('_notes')) return `New note: ${what}`;
    if (template === 'client_awaiting') return `Awaiting confirmation: ${what}`;
    return template === 'host_awaiting' ? `To confirm: ${what}` : what;
  },
  status: (template) =>
    ({
      client_confirmed: 'Confirmed',
      client_awaiting: 'Awaiting confirmation',
      client_cancelled: 'Cancelled',
      guest_invited: 'Invitation',
      guest_cancelled: 'Cancelled',
      host_booked: 'New meeting',
      host_awaiting: 'To confirm',
      host_cancelled: 'Cancelled',
      client_notes: 'New note',
      host_notes: 'New note',
    })[template],
  lead(template, { client, hosts, deadline, by, notes }) {
    switch (template) {
      case 'client_confirmed':
        return `Your meeting with ${hosts} is booked.`;
      case 'client_awaiting':
        return `This time still has to be confirmed by ${hosts}. It is held for you${deadline ? ` until ${deadline}` : ''}.`;
      case 'guest_invited':
        return `${client} invites you to a meeting with ${hosts}.`;
      case 'host_booked':
        return `${client} booked a meeting with you.`;
      case 'host_awaiting':
        return `${client} asks for this time. It is held${deadline ? ` until ${deadline}, then it lapses unless it is confirmed` : ' until it is confirmed'}.`;
      case 'client_notes':
        return notes > 1
          ? 'There are new notes for you on your meeting.'
          : 'There is a new note for you on your meeting.';
      case 'host_notes':
        return `${client} wrote ${notes > 1 ? 'notes' : 'a note'} on the meeting with you.`;
      default:
        break;
    }
    if (by === 'system') {
      return template === 'host_cancelled'
        ? 'Nobody confirmed this time before its deadline, so the meeting is cancelled and the time is free again.'
        : 'This time was not confirmed in time, so the meeting will not take place.';
    }
    const who = by === 'host' ? hosts : client;
    if (template === 'client_cancelled' && by !== 'host') return `Your meeting with ${hosts} is cancelled.`;
    return `${who} cancelled this meeting.`;
  },
  next(template, { hosts, hasInvitation }) {
    if (template === 'client_awaiting')
      return `You will hear from us as soon as ${hosts} has answered. There is nothing to do until then.`;
    if (!hasInvitation) return null;
    if (template.endsWith('_cancelled')) return 'The attached file takes the meeting out of your calendar.';
    if (template === 'guest_invited')
      return 'Accept or decline with the attached invitation; the answer goes to the organizer.';
    const put = 'The attached invitation puts the meeting into your calendar.';
    return template === 'client_confirmed' ? `${put} To move or cancel it, reply to this mail.` : put;
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
  },
  actions: {
    manage: 'See your meeting',
    join: 'Join the call',
    bookAgain: 'Book another time',
    answer: 'Read and answer',
  },
  writeTo: (name) => `Write to ${name}`,
  yesOrNo: (value) => (value ? 'Yes' : 'No'),
  labelled: (label, value) => `${label}: ${value}`,
};
