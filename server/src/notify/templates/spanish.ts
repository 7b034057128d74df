import type { MailTemplate } from '../../domain/mail.ts';
import { capitalized } from '../time-formats.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Confirmada',
  client_awaiting: 'Pendiente de confirmación',
  client_agreed: 'Confirmada',
  client_moved: 'Nueva hora',
  client_changed: 'Modificada',
  client_declined: 'Rechazada',
  client_cancelled: 'Cancelada',
  guest_invited: 'Invitación',
  guest_agreed: 'Confirmada',
  guest_moved: 'Nueva hora',
  guest_changed: 'Modificada',
  guest_removed: 'Invitación retirada',
  guest_cancelled: 'Cancelada',
  host_booked: 'Nueva cita',
  host_awaiting: 'Por confirmar',
  host_agreed: 'Confirmada',
  host_moved: 'Nueva hora',
  host_changed: 'Modificada',
  host_declined: 'Rechazada',
  host_cancelled: 'Cancelada',
  client_notes: 'Nueva nota',
  host_notes: 'Nueva nota',
  host_guest_accepted: 'Invitación aceptada',
  host_guest_declined: 'Invitación rechazada',
  client_reminder: 'Recordatorio',
  guest_reminder: 'Recordatorio',
  host_reminder: 'Recordatorio',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** In the passive, which needs no plural where several hosts act together. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `Su cita con ${hosts} está reservada.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'La nueva hora de su cita' : 'Esta hora'} está pendiente de confirmación por parte de ${hosts}. Se la guardamos${deadline ? ` hasta el ${deadline}` : ''}.`,
  client_agreed: ({ hosts }) => `Su cita ha sido confirmada por ${hosts}.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `Su cita ha sido cambiada de hora por ${hosts}.` : `Su cita con ${hosts} tiene una nueva hora.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `Su cita ha sido modificada por ${hosts}: ${details}.`
      : `Ha modificado su cita con ${hosts}: ${details}.`,
  client_declined: ({ hosts }) => `Esta hora ha sido rechazada por ${hosts}, de modo que la cita no tendrá lugar.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `Su cita con ${scene.hosts} está cancelada.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${client} le invita a una cita con ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `La cita de ${client} con ${hosts} está confirmada.`,
  guest_moved: (scene) =>
    `Esta cita ha sido cambiada de hora por ${actor(scene)}.${scene.isOpen ? ` La nueva hora está pendiente de confirmación por parte de ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `Esta cita ha sido modificada por ${actor(scene)}: ${scene.details}.`,
  guest_removed: ({ client, hosts }) =>
    `Su invitación a la cita de ${client} con ${hosts} ha sido retirada; no es necesario que asista.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `Su cita con ${client} está reservada.` : `${client} ha reservado una cita con usted.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'ha cambiado esta cita y solicita la nueva hora' : 'solicita esta hora'}. ${deadline ? `Queda reservada hasta el ${deadline}; si nadie la confirma antes, volverá a estar libre.` : 'Queda reservada hasta que se confirme.'}`,
  host_agreed: ({ client }) => `La cita con ${client} está confirmada.`,
  host_moved: ({ client, by }) =>
    by === 'host'
      ? `La cita con ${client} tiene una nueva hora.`
      : `${client} ha cambiado la hora de la cita con usted.`,
  host_changed: (scene) => `Esta cita ha sido modificada por ${actor(scene)}: ${scene.details}.`,
  host_declined: ({ client }) => `La cita que solicitó ${client} ha sido rechazada.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Nadie confirmó esta hora dentro del plazo: la cita está cancelada y la hora vuelve a estar libre.'
      : cancelled(scene),
  client_notes: ({ notes }) => (notes > 1 ? 'Hay nuevas notas sobre su cita.' : 'Hay una nueva nota sobre su cita.'),
  host_notes: ({ client, notes }) =>
    `${client} ha escrito ${notes > 1 ? 'notas' : 'una nota'} sobre la cita con usted.`,
  host_guest_accepted: ({ guest, client }) => `${guest} asistirá a la cita con ${client}.`,
  host_guest_declined: ({ guest, client }) => `${guest} no asistirá a la cita con ${client}, que se mantiene.`,
  client_reminder: ({ hosts, near }) => `Su cita con ${hosts} es ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `La cita de ${client} con ${hosts} es ${near}.`,
  host_reminder: ({ client, near }) => `Su cita con ${client} es ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'Esta hora no se confirmó dentro del plazo, de modo que la cita no tendrá lugar.';
  return `Esta cita ha sido cancelada por ${actor(scene)}.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'Nuevas notas' : STATUS[template];
}

/** What mails say, in Spanish, to whom one says "usted". */
export const spanish: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} con ${other}`;
    return PLAIN.includes(template) ? capitalized(what) : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return 'Le escribiremos en cuanto haya una respuesta. Hasta entonces no tiene que hacer nada.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template)) return 'El archivo adjunto retira la cita de su calendario.';
    if (template === 'guest_invited')
      return 'Acepte o rechace con la invitación adjunta; la respuesta llega a quien organiza la cita.';
    if (PLAIN.includes(template)) return 'La invitación adjunta anota la cita en su calendario.';
    return 'La invitación adjunta pone al día su calendario.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `Recibe este mensaje porque se indicó esta dirección al reservar en ${site}. ¿No fue usted? Entonces no tiene que hacer nada.`;
    if (template.startsWith('guest'))
      return `Recibe este mensaje porque ${client} indicó su dirección al reservar en ${site}.`;
    return `Recibe este mensaje porque se pueden reservar citas con usted en ${site}.`;
  },
  labels: {
    where: 'Lugar',
    with: 'Con',
    client: 'Cliente',
    hosts: 'Equipo',
    guests: 'Invitados',
    message: 'Mensaje',
    reason: 'Motivo',
    fromSite: 'Desde la web',
    addTo: 'Añadir al calendario',
    was: 'Antes',
  },
  actions: {
    manage: 'Ver su cita',
    see: 'Ver la cita',
    join: 'Unirse a la llamada',
    bookAgain: 'Reservar otra hora',
    move: 'Cambiar la hora',
    cancel: 'Cancelar la cita',
    answer: 'Leer y responder',
  },
  details: {
    title: 'el título',
    location: 'el lugar',
    guests: 'los invitados',
    description: 'el mensaje',
    answers: 'las respuestas',
  },
  openUntil: (until) => `¿Le ha surgido algo? Hasta el ${until}:`,
  writeTo: (name) => `Escribir a ${name}`,
  yesOrNo: (value) => (value ? 'Sí' : 'No'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: ', ',
};
