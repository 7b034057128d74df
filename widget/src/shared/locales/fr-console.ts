import type { ConsoleWords } from './en-console.ts';

/** What the hosts' console says in French. */
export const frConsole: ConsoleWords = {
  lang: 'fr',
  loading: 'Chargement',

  signIn: 'Se connecter',
  linkWhy:
    'Indiquez votre adresse d’hôte. Nous vous envoyons un lien qui vous connecte ; il n’y a pas de mot de passe.',
  email: 'Votre adresse e-mail',
  badEmail: 'Indiquez une adresse comme nom@exemple.fr',
  errorPrefix: 'Erreur :',
  sendLink: 'M’envoyer le lien',
  linkSent: (email) =>
    `Si ${email} est l’adresse d’un hôte, un lien est en route. Il sert une seule fois, pendant 15 minutes.`,
  otherAddress: 'Utiliser une autre adresse',
  press: 'La connexion vaut pour cet appareil. Si d’autres s’en servent, déconnectez-vous en partant.',
  linkGone: 'Ce lien ne connecte plus personne : il a déjà servi, ou son délai est passé. Demandez-en un nouveau.',
  ended: 'La session est fermée.',

  role: { owner: 'Propriétaire', admin: 'Administration', member: 'Membre' },
  signOut: 'Se déconnecter',
  signOutAll: 'Se déconnecter de tous les appareils',
  notices: 'Vos notifications',
  noticesWhy:
    'Ce qui vous est envoyé avant vos rendez-vous. Quand l’un d’eux est pris, déplacé ou annulé, vous l’apprenez aussitôt, quel que soit votre choix.',
  reminders: {
    agenda: ['Un agenda', 'un message chaque matin où vous avez des rendez-vous'],
    each: ['Chaque rendez-vous', 'un message avant chacun, selon son type'],
    none: ['Rien', 'aucun message avant les rendez-vous'],
  },
  agendaTime: 'Quand l’agenda arrive',
  ownClock: (city) => `Avant midi, à votre propre heure (${city})`,
  badTime: 'Indiquez une heure avant midi, comme 07:00',
  save: 'Enregistrer',
  switchedOff: 'Vous avez désactivé ces messages par le lien de l’un d’eux. Enregistrez pour les recevoir de nouveau.',
  saved: {
    agenda: (time) => `C’est enregistré. L’agenda arrive à ${time}.`,
    each: 'C’est enregistré. Un message vous parvient avant chaque rendez-vous.',
    none: 'C’est enregistré. Aucun message ne vous parvient avant les rendez-vous.',
  },

  again: 'Réessayer',
  limited: 'Il y a eu beaucoup de demandes. Regardez dans votre boîte, ou patientez un instant.',
  offline: 'Il n’y a pas de connexion pour le moment. Réessayez quand elle sera revenue.',
  timeout: 'La réponse n’est pas arrivée à temps. Réessayez.',
  unexpected: 'Cela n’a pas fonctionné. Réessayez dans un instant.',
};
