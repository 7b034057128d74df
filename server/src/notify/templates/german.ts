import type { MailTemplate } from '../../domain/mail.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Bestätigt',
  client_awaiting: 'Noch nicht bestätigt',
  client_agreed: 'Bestätigt',
  client_moved: 'Verschoben',
  client_changed: 'Geändert',
  client_declined: 'Abgelehnt',
  client_cancelled: 'Abgesagt',
  guest_invited: 'Einladung',
  guest_agreed: 'Bestätigt',
  guest_moved: 'Verschoben',
  guest_changed: 'Geändert',
  guest_removed: 'Einladung zurückgezogen',
  guest_cancelled: 'Abgesagt',
  host_booked: 'Neuer Termin',
  host_awaiting: 'Bitte bestätigen',
  host_agreed: 'Bestätigt',
  host_moved: 'Verschoben',
  host_changed: 'Geändert',
  host_declined: 'Abgelehnt',
  host_cancelled: 'Abgesagt',
  client_notes: 'Neue Notiz',
  host_notes: 'Neue Notiz',
  host_guest_accepted: 'Gast sagt zu',
  host_guest_declined: 'Gast sagt ab',
  client_reminder: 'Erinnerung',
  guest_reminder: 'Erinnerung',
  host_reminder: 'Erinnerung',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** In the passive, which needs no plural where several hosts act together. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `Ihr Termin mit ${hosts} ist gebucht.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'Die neue Zeit Ihres Termins' : 'Diese Zeit'} muss noch von ${hosts} bestätigt werden. Sie ist${deadline ? ` bis ${deadline}` : ''} für Sie freigehalten.`,
  client_agreed: ({ hosts }) => `Ihr Termin wurde von ${hosts} bestätigt.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `Ihr Termin wurde von ${hosts} verschoben.` : `Ihr Termin mit ${hosts} ist verschoben.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `Ihr Termin wurde von ${hosts} geändert: ${details}.`
      : `Sie haben Ihren Termin mit ${hosts} geändert: ${details}.`,
  client_declined: ({ hosts }) => `Diese Zeit wurde von ${hosts} abgelehnt; der Termin findet nicht statt.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `Ihr Termin mit ${scene.hosts} ist abgesagt.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${client} lädt Sie zu einem Termin mit ${hosts} ein.`,
  guest_agreed: ({ client, hosts }) => `Der Termin von ${client} mit ${hosts} ist bestätigt.`,
  guest_moved: (scene) =>
    `Dieser Termin wurde von ${actor(scene)} verschoben.${scene.isOpen ? ` Die neue Zeit muss noch von ${scene.hosts} bestätigt werden.` : ''}`,
  guest_changed: (scene) => `Dieser Termin wurde von ${actor(scene)} geändert: ${scene.details}.`,
  guest_removed: ({ client, hosts }) =>
    `Ihre Einladung zum Termin von ${client} mit ${hosts} wurde zurückgezogen; Sie werden dort nicht mehr erwartet.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `Ihr Termin mit ${client} ist gebucht.` : `${client} hat einen Termin mit Ihnen gebucht.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'hat diesen Termin verschoben und bittet um die neue Zeit' : 'bittet um diese Zeit'}. ${deadline ? `Ohne Bestätigung bis ${deadline} wird sie wieder frei.` : 'Sie ist bis zur Bestätigung freigehalten.'}`,
  host_agreed: ({ client }) => `Der Termin mit ${client} ist bestätigt.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `Der Termin mit ${client} ist verschoben.` : `${client} hat den Termin mit Ihnen verschoben.`,
  host_changed: (scene) => `Dieser Termin wurde von ${actor(scene)} geändert: ${scene.details}.`,
  host_declined: ({ client }) => `Die Terminanfrage von ${client} ist abgelehnt.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Niemand hat diese Zeit rechtzeitig bestätigt; der Termin ist abgesagt und die Zeit wieder frei.'
      : cancelled(scene),
  client_notes: ({ notes }) =>
    notes > 1 ? 'Zu Ihrem Termin gibt es neue Notizen für Sie.' : 'Zu Ihrem Termin gibt es eine neue Notiz für Sie.',
  host_notes: ({ client, notes }) =>
    `${client} hat ${notes > 1 ? 'Notizen' : 'eine Notiz'} zum Termin mit Ihnen geschrieben.`,
  host_guest_accepted: ({ guest, client }) => `${guest} nimmt am Termin mit ${client} teil.`,
  host_guest_declined: ({ guest, client }) =>
    `${guest} nimmt am Termin mit ${client} nicht teil; er findet trotzdem statt.`,
  client_reminder: ({ hosts, near }) => `Ihr Termin mit ${hosts} findet ${near} statt.`,
  guest_reminder: ({ client, hosts, near }) => `Der Termin von ${client} mit ${hosts} findet ${near} statt.`,
  host_reminder: ({ client, near }) => `Ihr Termin mit ${client} findet ${near} statt.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'Diese Zeit wurde nicht rechtzeitig bestätigt; der Termin findet nicht statt.';
  return `Dieser Termin wurde von ${actor(scene)} abgesagt.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'Neue Notizen' : STATUS[template];
}

/** What mails say, in German, to whom one says "Sie". */
export const german: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} mit ${other}`;
    if (PLAIN.includes(template)) return what;
    return template.endsWith('_moved') ? `Verschoben auf ${what}` : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return 'Wir schreiben Ihnen, sobald eine Antwort da ist. Bis dahin müssen Sie nichts tun.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template))
      return 'Die angehängte Datei nimmt den Termin aus Ihrem Kalender.';
    if (template === 'guest_invited')
      return 'Mit der angehängten Einladung können Sie zu- oder absagen; Ihre Antwort geht an den Organisator.';
    if (PLAIN.includes(template)) return 'Die angehängte Einladung trägt den Termin in Ihren Kalender ein.';
    return 'Die angehängte Einladung bringt Ihren Kalender auf den neuen Stand.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `Sie erhalten diese E-Mail, weil diese Adresse bei einer Buchung auf ${site} angegeben wurde. Das waren nicht Sie? Dann müssen Sie nichts tun.`;
    if (template.startsWith('guest'))
      return `Sie erhalten diese E-Mail, weil ${client} Ihre Adresse bei einer Buchung auf ${site} angegeben hat.`;
    return `Sie erhalten diese E-Mail, weil auf ${site} Termine mit Ihnen gebucht werden können.`;
  },
  labels: {
    where: 'Ort',
    with: 'Mit',
    client: 'Gebucht für',
    hosts: 'Team',
    guests: 'Gäste',
    message: 'Nachricht',
    reason: 'Grund',
    fromSite: 'Von der Website',
    addTo: 'In den Kalender',
    was: 'Bisher',
  },
  actions: {
    manage: 'Termin ansehen',
    see: 'Termin ansehen',
    join: 'Am Gespräch teilnehmen',
    bookAgain: 'Andere Zeit buchen',
    move: 'Verschieben',
    cancel: 'Absagen',
    answer: 'Lesen und antworten',
  },
  details: {
    title: 'der Titel',
    location: 'der Ort',
    guests: 'die Gäste',
    description: 'die Nachricht',
    answers: 'die Antworten',
  },
  openUntil: (until) => `Ist etwas dazwischengekommen? Bis ${until}:`,
  writeTo: (name) => `An ${name} schreiben`,
  yesOrNo: (value) => (value ? 'Ja' : 'Nein'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: ', ',
};
