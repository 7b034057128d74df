import type { Words } from './words.ts';

/** What mails say, in French; \u00a0 keeps a sign with the word before it. */
export const french: Words = {
  subject(template, when, title, other) {
    const capital = when.charAt(0).toLocaleUpperCase('fr') + when.slice(1);
    const what = `${title} avec ${other}`;
    if (template.endsWith('_cancelled')) return `Annulé\u00a0: ${when}, ${what}`;
    if (template.endsWith('_notes')) return `Nouvelle note\u00a0: ${when}, ${what}`;
    if (template === 'client_awaiting') return `En attente de confirmation\u00a0: ${when}, ${what}`;
    return template === 'host_awaiting' ? `À confirmer\u00a0: ${when}, ${what}` : `${capital}\u00a0: ${what}`;
  },
  status: (template) =>
    ({
      client_confirmed: 'Confirmé',
      client_awaiting: 'En attente de confirmation',
      client_cancelled: 'Annulé',
      guest_invited: 'Invitation',
      guest_cancelled: 'Annulé',
      host_booked: 'Nouveau rendez-vous',
      host_awaiting: 'À confirmer',
      host_cancelled: 'Annulé',
      client_notes: 'Nouvelle note',
      host_notes: 'Nouvelle note',
    })[template],
  lead(template, { client, hosts, deadline, by, notes }) {
    switch (template) {
      case 'client_confirmed':
        return `Votre rendez-vous avec ${hosts} est réservé.`;
      case 'client_awaiting':
        return `Ce créneau doit encore être confirmé par ${hosts}. Il vous est gardé${deadline ? ` jusqu’au ${deadline}` : ''}.`;
      case 'guest_invited':
        return `${client} vous invite à un rendez-vous avec ${hosts}.`;
      case 'host_booked':
        return `${client} a pris rendez-vous avec vous.`;
      case 'host_awaiting':
        return `${client} demande ce créneau. ${deadline ? `Sans confirmation d’ici au ${deadline}, il sera rendu.` : 'Il est gardé jusqu’à sa confirmation.'}`;
      case 'client_notes':
        return notes > 1
          ? 'De nouvelles notes vous attendent sur votre rendez-vous.'
          : 'Une nouvelle note vous attend sur votre rendez-vous.';
      case 'host_notes':
        return `${client} a écrit ${notes > 1 ? 'des notes' : 'une note'} sur son rendez-vous avec vous.`;
      default:
        break;
    }
    if (by === 'system') {
      return template === 'host_cancelled'
        ? 'Personne n’a confirmé ce créneau à temps\u00a0: le rendez-vous est annulé et le créneau de nouveau libre.'
        : 'Ce créneau n’a pas été confirmé à temps\u00a0: le rendez-vous n’aura pas lieu.';
    }
    if (template === 'client_cancelled' && by !== 'host') return `Votre rendez-vous avec ${hosts} est annulé.`;
    return `Ce rendez-vous a été annulé par ${by === 'host' ? hosts : client}.`;
  },
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return 'Nous vous écrirons dès que la réponse sera connue. D’ici là, vous n’avez rien à faire.';
    if (!hasInvitation) return null;
    if (template.endsWith('_cancelled')) return 'Le fichier joint retire le rendez-vous de votre agenda.';
    if (template === 'guest_invited')
      return 'Acceptez ou déclinez avec l’invitation jointe\u00a0; la réponse parvient à l’organisateur.';
    const put = 'L’invitation jointe inscrit le rendez-vous dans votre agenda.';
    return template === 'client_confirmed' ? `${put} Pour le déplacer ou l’annuler, répondez à ce message.` : put;
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
  },
  actions: {
    manage: 'Voir le rendez-vous',
    join: 'Rejoindre l’appel',
    bookAgain: 'Réserver un autre créneau',
    answer: 'Lire et répondre',
  },
  writeTo: (name) => `Écrire à ${name}`,
  yesOrNo: (value) => (value ? 'Oui' : 'Non'),
  labelled: (label, value) => `${label}\u00a0: ${value}`,
};
