import type { OwedLinkMail } from '../domain/link-mail.ts';
import type { OwedAgendaMail, OwedMail } from '../domain/mail.ts';
import type { Meeting, Participant } from '../domain/meeting.ts';
import type { Editable } from '../domain/own-text.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMeeting } from './sample-meeting.ts';
import type { EditableMail } from './template-values.ts';

/** Whom a sample is written to: a BCP 47 tag of a language that we write, and an IANA name. */
export interface SampleReader {
  readonly locale: string;
  readonly timeZone: string;
}

const START = Date.parse('2026-11-24T13:00:00Z');
const END = Date.parse('2026-11-24T13:30:00Z');
const HOUR = 3_600_000;

/** Mails of this kind about people and meetings who are made up: the first is shown, and each must be one that a text can be said of. */
export function samplesOf(template: Editable, reader: SampleReader): readonly [EditableMail, ...EditableMail[]] {
  return [sampleOf(template, reader, PLAIN), sampleOf(template, reader, FULL), sampleOf(template, reader, BARE)];
}

/** What the samples of one kind differ in. */
interface Variety {
  readonly people: readonly Participant[];
  readonly meeting: Partial<Meeting>;
  readonly by: OwedMail['by'];
  readonly reason: string | null;
}

/** As most are. */
const PLAIN: Variety = {
  people: [sampleClient(), sampleHost(), sampleGuest()],
  meeting: { description: '', answers: [], metadata: {} },
  by: undefined,
  reason: null,
};

/** Everything there is, with signs that mean something elsewhere. */
const FULL: Variety = {
  people: [
    sampleClient({ name: '{{ client.email }} <b> O’Neill & Sons' }),
    sampleHost(),
    sampleHost({ name: '山田太郎', email: 'yamada@rooms.example', hostId: 'hst_2' }),
    sampleGuest({ name: 'أحمد بن علي' }),
  ],
  meeting: {
    title: '{% if %} A title of some length, as people give to what matters to them '.repeat(2),
    location: { kind: 'in_person', label: 'The house', address: '12 rue de la Paix, Paris' },
    metadata: {},
  },
  by: 'host',
  reason: 'Something came between.',
};

/** Only what there must be. */
const BARE: Variety = {
  people: [sampleClient({ name: '' }), sampleHost()],
  meeting: { description: '', answers: [], metadata: {}, location: { kind: 'phone' }, joinUrl: null },
  by: 'client',
  reason: null,
};

function sampleOf(template: Editable, reader: SampleReader, variety: Variety): EditableMail {
  const recipient = { ...recipientOf(template, variety), ...reader };
  const messageId = '<sample@localhost>';
  if (template === 'client_link') return linkSample({ template, recipient, messageId });
  if (template === 'host_agenda') return agendaSample({ template, recipient, messageId }, variety);
  const isOff = /^(?!host_guest_).*_(?:cancelled|declined|removed)$/.test(template);
  const isAwaited = template.endsWith('_awaiting');
  const meeting = sampleMeeting({
    locale: reader.locale,
    location: { kind: 'video' },
    participants: variety.people,
    ...variety.meeting,
    status: isOff ? 'cancelled' : isAwaited ? 'scheduled' : 'confirmed',
    cancelledBy: isOff ? (variety.by ?? 'host') : null,
    cancellationReason: isOff ? variety.reason : null,
    confirmBy: isAwaited && variety !== BARE ? START - 4 * HOUR : null,
  });
  return {
    template,
    recipient,
    messageId,
    meeting,
    invitation: isAwaited || /_(?:notes|reminder)$|^host_guest_/.test(template) ? null : isOff ? 'CANCEL' : 'REQUEST',
    by: variety.by,
    ...(template.startsWith('host_') && variety === FULL ? { clientPhone: '+33 6 12 34 56 78' } : {}),
    ...happened(template, variety),
    ...(template.startsWith('client_') ? { open: { canMove: true, canCancel: true, until: START - 4 * HOUR } } : {}),
  };
}

/** What only mails of some kinds tell. */
function happened(template: Editable, { by, people }: Variety): Partial<OwedMail> {
  if (template.endsWith('_moved')) return { was: { start: START - 2 * HOUR, end: END - 2 * HOUR }, by: by ?? 'client' };
  if (template.endsWith('_changed')) return { details: ['location'], by: by ?? 'host' };
  if (template.endsWith('_reminder')) return { toldAt: START - 24 * HOUR };
  if (template.startsWith('host_guest_')) return { guest: guestOf(people) };
  if (!template.endsWith('_notes')) return {};
  const author = template === 'host_notes' ? 'Ada Lovelace' : 'Camille Martin';
  return { notes: [{ author, body: '…', sharedAt: START - 48 * HOUR }] };
}

function guestOf(people: Variety['people']): string {
  const guest = people.find(({ role }) => role === 'guest') ?? sampleGuest();
  return guest.name || guest.email;
}

function recipientOf(template: Editable, { people }: Variety): { name: string; email: string } {
  const role = template.split('_')[0];
  const { name, email } = people.find((participant) => participant.role === role) ?? sampleGuest();
  return { name, email };
}

type Addressed<T> = Pick<OwedMail, 'recipient' | 'messageId'> & { readonly template: T };

function linkSample(to: Addressed<'client_link'>): OwedLinkMail {
  return { ...to, portalTokenId: 'ptk_sample', expiresAt: START + 90 * 24 * HOUR };
}

function agendaSample(to: Addressed<'host_agenda'>, { people, meeting }: Variety): OwedAgendaMail {
  const { title, location, joinUrl } = sampleMeeting({ location: { kind: 'video' }, ...meeting });
  const client = people[0]?.name || sampleClient().email;
  const item = { start: START, end: END, title, location, joinUrl, client };
  return { ...to, date: '2026-11-24', until: START, meetings: [item] };
}
