import type { MailTemplate } from '../../domain/mail.ts';
import { capitalized } from '../time-formats.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Confermato',
  client_awaiting: 'In attesa di conferma',
  client_agreed: 'Confermato',
  client_moved: 'Spostato',
  client_changed: 'Modificato',
  client_declined: 'Rifiutato',
  client_cancelled: 'Annullato',
  guest_invited: 'Invito',
  guest_agreed: 'Confermato',
  guest_moved: 'Spostato',
  guest_changed: 'Modificato',
  guest_removed: 'Invito ritirato',
  guest_cancelled: 'Annullato',
  host_booked: 'Nuovo appuntamento',
  host_awaiting: 'Da confermare',
  host_agreed: 'Confermato',
  host_moved: 'Spostato',
  host_changed: 'Modificato',
  host_declined: 'Rifiutato',
  host_cancelled: 'Annullato',
  client_notes: 'Nuova nota',
  host_notes: 'Nuova nota',
  host_guest_accepted: 'Invito accettato',
  host_guest_declined: 'Invito rifiutato',
  client_reminder: 'Promemoria',
  guest_reminder: 'Promemoria',
  host_reminder: 'Promemoria',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** In the passive, which needs no plural where several hosts act together. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `Il Suo appuntamento con ${hosts} è prenotato.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'Il nuovo orario' : 'Questo orario'} deve ancora essere confermato da ${hosts}. Lo teniamo da parte per Lei${deadline ? ` fino a ${deadline}` : ''}.`,
  client_agreed: ({ hosts }) => `Il Suo appuntamento è stato confermato da ${hosts}.`,
  client_moved: ({ hosts, by }) =>
    by === 'host'
      ? `Il Suo appuntamento è stato spostato da ${hosts}.`
      : `Il Suo appuntamento con ${hosts} è stato spostato.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `Il Suo appuntamento è stato modificato da ${hosts}: ${details}.`
      : `Ha modificato il Suo appuntamento con ${hosts}: ${details}.`,
  client_declined: ({ hosts }) => `Questo orario è stato rifiutato da ${hosts}, quindi l’appuntamento non avrà luogo.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `Il Suo appuntamento con ${scene.hosts} è annullato.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${client} La invita a un appuntamento con ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `L’appuntamento di ${client} con ${hosts} è confermato.`,
  guest_moved: (scene) =>
    `Questo appuntamento è stato spostato da ${actor(scene)}.${scene.isOpen ? ` Il nuovo orario deve ancora essere confermato da ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `Questo appuntamento è stato modificato da ${actor(scene)}: ${scene.details}.`,
  guest_removed: ({ client, hosts }) =>
    `Il Suo invito all’appuntamento di ${client} con ${hosts} è stato ritirato: la Sua presenza non è più necessaria.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `Il Suo appuntamento con ${client} è prenotato.` : `${client} ha preso appuntamento con Lei.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'ha spostato questo appuntamento e chiede il nuovo orario' : 'chiede questo orario'}. ${deadline ? `Senza conferma entro ${deadline}, l’orario tornerà libero.` : 'L’orario resta riservato fino alla conferma.'}`,
  host_agreed: ({ client }) => `L’appuntamento con ${client} è confermato.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `L’appuntamento con ${client} è stato spostato.` : `${client} ha spostato l’appuntamento con Lei.`,
  host_changed: (scene) => `Questo appuntamento è stato modificato da ${actor(scene)}: ${scene.details}.`,
  host_declined: ({ client }) => `L’appuntamento chiesto da ${client} è stato rifiutato.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Nessuno ha confermato questo orario in tempo: l’appuntamento è annullato e l’orario è di nuovo libero.'
      : cancelled(scene),
  client_notes: ({ notes }) =>
    notes > 1 ? 'Ci sono nuove note sul Suo appuntamento.' : 'C’è una nuova nota sul Suo appuntamento.',
  host_notes: ({ client, notes }) =>
    `${client} ha scritto ${notes > 1 ? 'delle note' : 'una nota'} sull’appuntamento con Lei.`,
  host_guest_accepted: ({ guest, client }) => `${guest} parteciperà all’appuntamento con ${client}.`,
  host_guest_declined: ({ guest, client }) =>
    `${guest} non parteciperà all’appuntamento con ${client}, che si terrà ugualmente.`,
  client_reminder: ({ hosts, near }) => `Il Suo appuntamento con ${hosts} è ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `L’appuntamento di ${client} con ${hosts} è ${near}.`,
  host_reminder: ({ client, near }) => `Il Suo appuntamento con ${client} è ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system')
    return 'Questo orario non è stato confermato in tempo, quindi l’appuntamento non avrà luogo.';
  return `Questo appuntamento è stato annullato da ${actor(scene)}.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'Nuove note' : STATUS[template];
}

/** What mails say, in Italian, to whom one says "Lei". */
export const italian: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} con ${other}`;
    if (PLAIN.includes(template)) return capitalized(what);
    return template.endsWith('_moved') ? `Spostato a ${what}` : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return 'Le scriveremo appena ci sarà una risposta. Fino ad allora non deve fare nulla.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template))
      return 'Il file allegato toglie l’appuntamento dal Suo calendario.';
    if (template === 'guest_invited')
      return 'Può accettare o rifiutare con l’invito allegato; la risposta arriva a chi organizza.';
    if (PLAIN.includes(template)) return 'L’invito allegato inserisce l’appuntamento nel Suo calendario.';
    return 'L’invito allegato aggiorna il Suo calendario.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `Riceve questo messaggio perché questo indirizzo è stato indicato per una prenotazione su ${site}. Se la prenotazione non è Sua, non deve fare nulla.`;
    if (template.startsWith('guest'))
      return `Riceve questo messaggio perché ${client} ha indicato il Suo indirizzo prenotando su ${site}.`;
    return `Riceve questo messaggio perché su ${site} si può prendere appuntamento con Lei.`;
  },
  labels: {
    where: 'Luogo',
    with: 'Con',
    client: 'Cliente',
    hosts: 'Team',
    guests: 'Invitati',
    message: 'Messaggio',
    reason: 'Motivo',
    fromSite: 'Dal sito',
    addTo: 'Aggiungi al calendario',
    was: 'Prima',
  },
  actions: {
    manage: 'Vedi l’appuntamento',
    see: 'Vedi l’appuntamento',
    join: 'Partecipa alla chiamata',
    bookAgain: 'Prenota un altro orario',
    move: 'Sposta',
    cancel: 'Annulla l’appuntamento',
    answer: 'Leggi e rispondi',
  },
  details: {
    title: 'il titolo',
    location: 'il luogo',
    guests: 'gli invitati',
    description: 'il messaggio',
    answers: 'le risposte',
  },
  openUntil: (until) => `Ha un imprevisto? Fino a ${until}:`,
  writeTo: (name) => `Scrivi a ${name}`,
  yesOrNo: (value) => (value ? 'Sì' : 'No'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: ', ',
};
