import type { PortalWords } from './en-portal.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

/** What the portal says in French, besides `fr` and `fr-meeting`. */
export const frPortal: PortalWords = {
  title: 'Vos rendez-vous',
  nextUp: 'Prochain',
  empty: 'Aucun rendez-vous à venir.',
  bookOne: 'Prendre rendez-vous',
  meetingsOn: (day, count) => `${day}, ${count ? `${count} rendez-vous` : 'aucun rendez-vous'}`,
  details: 'Détails',
  past: 'Rendez-vous passés',
  morePast: 'Voir les précédents',
  noPast: 'Aucun rendez-vous passé.',
  cancelledOnes: (count) => `Voir ${plural(count, 'annulé', 'annulés')}`,
  loadingAll: 'Chargement de vos rendez-vous',

  status: {
    scheduled: 'En attente de confirmation',
    confirmed: 'Confirmé',
    cancelled: 'Annulé',
    completed: 'Passé',
    no_show: 'Manqué',
  },
  response: { accepted: 'accepté', declined: 'décliné', tentative: 'peut-être', needs_action: '' },
  guestsTitle: 'Invités',
  you: 'Vous',
  message: 'À préparer',
  yesOrNo: (yes) => (yes ? 'Oui' : 'Non'),
  awaiting: (host, until) =>
    `${host} doit encore confirmer${until && `, au plus tard ${until}`}. La réponse viendra par e-mail ; d’ici là, l’horaire vous est gardé.`,
  until: (when) => `Vous pouvez le déplacer ou l’annuler jusqu’au ${when}.`,
  movesLeft: (count) => `Vous pouvez encore le déplacer ${plural(count, 'fois', 'fois')}.`,
  cancelledBy: {
    client: 'Vous l’avez annulé.',
    host: 'L’hôte l’a annulé.',
    system: 'Il n’a pas été confirmé à temps.',
  },
  reason: 'Motif',
  why: {
    begun: 'Il a commencé : il ne peut plus être déplacé ni annulé ici.',
    notice_passed: 'Il commence trop tôt pour être déplacé ou annulé ici.',
    moves_used_up: 'Il a été déplacé autant de fois que possible. Vous pouvez encore l’annuler.',
    type_off: 'Aucun nouvel horaire n’est proposé pour l’instant. Vous pouvez encore l’annuler.',
  },
  write: (name) => `Écrire à ${name}`,
  openAgain: 'La page n’était plus à jour. Voici où en est le rendez-vous.',

  move: 'Déplacer',
  movedTo: 'Déplacé',
  movedNote: (email) => `Le nouvel horaire part à l’adresse ${email}, et à toutes les personnes concernées.`,
  movedAsk: (host) => `${host} doit confirmer le nouvel horaire. La réponse viendra par e-mail.`,
  cancel: 'Annuler le rendez-vous',
  cancelledNote: 'Toutes les personnes concernées sont prévenues par e-mail, et leurs agendas suivent.',
  bookAnother: 'Réserver un autre horaire',

  edit: 'Modifier les détails',
  saved: 'Les détails sont modifiés.',

  decline: 'Décliner',
  declined: 'Vous avez décliné.',
  accept: 'Accepter finalement',
  accepted: 'Vous avez accepté.',
};
