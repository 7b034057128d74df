import type { MailTemplate } from '../../domain/mail.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Confirmé',
  client_awaiting: 'En attente de confirmation',
  client_agreed: 'Confirmé',
  client_moved: 'Déplacé',
  client_changed: 'Modifié',
  client_declined: 'Décliné',
  client_cancelled: 'Annulé',
  guest_invited: 'Invitation',
  guest_agreed: 'Confirmé',
  guest_moved: 'Déplacé',
  guest_changed: 'Modifié',
  guest_removed: 'Invitation retirée',
  guest_cancelled: 'Annulé',
  host_booked: 'Nouveau rendez-vous',
  host_awaiting: 'À confirmer',
  host_agreed: 'Confirmé',
  host_moved: 'Déplacé',
  host_changed: 'Modifié',
  host_declined: 'Décliné',
  host_cancelled: 'Annulé',
  client_notes: 'Nouvelle note',
  host_notes: 'Nouvelle note',
  host_guest_accepted: 'Invitation acceptée',
  host_guest_declined: 'Invitation déclinée',
  client_reminder: 'Rappel',
  guest_reminder: 'Rappel',
  host_reminder: 'Rappel',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** In the passive, which needs no plural where several hosts act together. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `Votre rendez-vous avec ${hosts} est réservé.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'Le nouveau créneau' : 'Ce créneau'} doit encore être confirmé par ${hosts}. Il vous est gardé${deadline ? ` jusqu’au ${deadline}` : ''}.`,
  client_agreed: ({ hosts }) => `Votre rendez-vous est confirmé par ${hosts}.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `Votre rendez-vous a été déplacé par ${hosts}.` : `Votre rendez-vous avec ${hosts} est déplacé.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `Votre rendez-vous a été modifié par ${hosts}\u00a0: ${details}.`
      : `Vous avez modifié votre rendez-vous avec ${hosts}\u00a0: ${details}.`,
  client_declined: ({ hosts }) => `Ce créneau a été décliné par ${hosts}\u00a0: le rendez-vous n’aura pas lieu.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `Votre rendez-vous avec ${scene.hosts} est annulé.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${client} vous invite à un rendez-vous avec ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `Le rendez-vous de ${client} avec ${hosts} est confirmé.`,
  guest_moved: (scene) =>
    `Ce rendez-vous a été déplacé par ${actor(scene)}.${scene.isOpen ? ` Le nouveau créneau doit encore être confirmé par ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `Ce rendez-vous a été modifié par ${actor(scene)}\u00a0: ${scene.details}.`,
  guest_removed: ({ client, hosts }) =>
    `Le rendez-vous de ${client} avec ${hosts} aura lieu sans vous\u00a0: votre invitation est retirée.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `Votre rendez-vous avec ${client} est réservé.` : `${client} a pris rendez-vous avec vous.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'déplace ce rendez-vous et demande le nouveau créneau' : 'demande ce créneau'}. ${deadline ? `Sans confirmation d’ici au ${deadline}, il sera rendu.` : 'Il est gardé jusqu’à sa confirmation.'}`,
  host_agreed: ({ client }) => `Le rendez-vous avec ${client} est confirmé.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `Le rendez-vous avec ${client} est déplacé.` : `${client} a déplacé ce rendez-vous avec vous.`,
  host_changed: (scene) => `Ce rendez-vous a été modifié par ${actor(scene)}\u00a0: ${scene.details}.`,
  host_declined: ({ client }) => `Le rendez-vous demandé par ${client} est décliné.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Personne n’a confirmé ce créneau à temps\u00a0: le rendez-vous est annulé et le créneau de nouveau libre.'
      : cancelled(scene),
  client_notes: ({ notes }) =>
    notes > 1
      ? 'De nouvelles notes vous attendent sur votre rendez-vous.'
      : 'Une nouvelle note vous attend sur votre rendez-vous.',
  host_notes: ({ client, notes }) =>
    `${client} a écrit ${notes > 1 ? 'des notes' : 'une note'} sur son rendez-vous avec vous.`,
  host_guest_accepted: ({ guest, client }) => `${guest} participera au rendez-vous avec ${client}.`,
  host_guest_declined: ({ guest, client }) =>
    `${guest} ne participera pas au rendez-vous avec ${client}, qui est maintenu.`,
  client_reminder: ({ hosts, near }) => `Votre rendez-vous avec ${hosts} a lieu ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `Le rendez-vous de ${client} avec ${hosts} a lieu ${near}.`,
  host_reminder: ({ client, near }) => `Votre rendez-vous avec ${client} a lieu ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'Ce créneau n’a pas été confirmé à temps\u00a0: le rendez-vous n’aura pas lieu.';
  return `Ce rendez-vous a été annulé par ${actor(scene)}.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'Nouvelles notes' : STATUS[template];
}

/** What mails say, in French; \u00a0 keeps a sign with the word before it. */
export const french: Words = {
  subject(template, scene, when, title, other) {
    const what = `${title} avec ${other}`;
    if (template.endsWith('_moved')) return `Déplacé au ${when}\u00a0: ${what}`;
    if (!PLAIN.includes(template)) return `${statusOf(template, scene)}\u00a0: ${when}, ${what}`;
    return `${when.charAt(0).toLocaleUpperCase('fr')}${when.slice(1)}\u00a0: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return 'Nous vous écrirons dès que la réponse sera connue. D’ici là, vous n’avez rien à faire.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template))
      return 'Le fichier joint retire le rendez-vous de votre agenda.';
    if (template === 'guest_invited')
      return 'Acceptez ou déclinez avec l’invitation jointe\u00a0; la réponse parvient à l’organisateur.';
    if (PLAIN.includes(template)) return 'L’invitation jointe inscrit le rendez-vous dans votre agenda.';
    return 'L’invitation jointe met votre agenda à jour.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `Vous recevez ce message parce que cette adresse a été donnée pour une réservation sur ${site}. Ce n’était pas vous\u00a0? Alors vous n’avez rien à faire.`;
    if (template.startsWith('guest'))
      return `Vous recevez ce message parce que ${client} a donné votre adresse en réservant sur ${site}.`;
    return `Vous recevez ce message parce que l’on peut prendre rendez-vous avec vous sur ${site}.`;
  },
  labels: {
    where: 'Lieu',
    with: 'Avec',
    client: 'Client',
    hosts: 'Équipe',
    guests: 'Invités',
    message: 'Message',
    reason: 'Motif',
    fromSite: 'Depuis le site',
    addTo: 'Ajouter à l’agenda',
    was: 'Auparavant',
  },
  actions: {
    manage: 'Voir le rendez-vous',
    see: 'Voir le rendez-vous',
    join: 'Rejoindre l’appel',
    bookAgain: 'Réserver un autre créneau',
    move: 'Déplacer',
    cancel: 'Annuler',
    answer: 'Lire et répondre',
  },
  details: {
    title: 'le titre',
    location: 'le lieu',
    guests: 'les invités',
    description: 'le message',
    answers: 'les réponses',
  },
  openUntil: (until) => `Un empêchement\u00a0? Jusqu’au ${until}\u00a0:`,
  writeTo: (name) => `Écrire à ${name}`,
  yesOrNo: (value) => (value ? 'Oui' : 'Non'),
  labelled: (label, value) => `${label}\u00a0: ${value}`,
  comma: ', ',
};
