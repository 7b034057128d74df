import type { RestWords } from './en-rest.ts';
import { frMeeting } from './fr-meeting.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

/** What the rest of the booker says in French, besides `fr`; comes with it. */
export const frRest: RestWords = {
  ...frMeeting,
  duration: 'Durée',
  others: (count) => `et ${plural(count, 'autre', 'autres')}`,
  more: 'Lire la suite',
  less: 'Réduire',
  group: (count) => `Groupe de ${count} personnes au plus`,

  goOn: 'Continuer',
  notBooked: 'Réservez d’abord un horaire.',
  formTitle: 'Vos coordonnées',
  name: 'Nom',
  phone: 'Téléphone',
  phoneHint: 'Avec l’indicatif du pays, comme +33 6 12 34 56 78.',
  texts: 'Me le rappeler aussi par SMS',
  textsHint:
    'Vous apprendrez aussi par SMS si votre rendez-vous est déplacé ou annulé, et pourrez arrêter à tout moment.',
  guests: 'Adresses e-mail des invités',
  guestsHint: (count) => (count === 1 ? 'Un seul invité.' : `${count} au plus, une par ligne.`),
  notes: 'Ce qui peut aider à préparer',
  choose: 'Choisir',
  book: (when) => `Réserver ${when}`,
  request: (when) => `Demander ${when}`,
  sending: 'Réservation…',
  errorTitle: (count) => (count === 1 ? 'Un point à corriger' : `${count} points à corriger`),
  missing: 'Répondez à cette question',
  missingName: 'Saisissez votre nom',
  missingChoice: 'Choisissez une réponse',
  missingTick: 'Cochez cette case pour continuer',
  badNumber: 'Saisissez un nombre',
  badPhone: 'Saisissez le numéro avec l’indicatif du pays, comme +33 6 12 34 56 78',
  badGuests: (count) =>
    `Saisissez ${count === 1 ? 'une adresse' : `au plus ${count} adresses, une par ligne,`} comme nom@exemple.fr`,
  badField: 'À vérifier',

  takenAll:
    'Cet horaire vient d’être pris et aucun n’est libre à proximité. Choisissez un autre jour ; votre saisie est conservée.',
  moved: 'Cet horaire n’est plus proposé. Choisissez-en un autre ; votre saisie est conservée.',
  refused: 'La réservation n’a pas été acceptée. Vérifiez vos coordonnées ou choisissez un autre horaire.',
  codeTitle: 'Consultez votre messagerie',
  codeSent: (email) =>
    `Nous avons envoyé un code à six chiffres à l’adresse ${email}. Il montre que cette adresse est bien la vôtre.`,
  code: 'Code',
  codeHint: 'Il est valable 15\u00a0minutes. L’horaire n’est pas retenu entre-temps.',
  badCode: 'Saisissez les six chiffres du code',
  wrongCode: (left) =>
    `Ce n’est pas le code que nous avons envoyé. ${left === 1 ? 'Il reste un essai.' : `Il reste ${left} essais.`}`,
  spentCode: 'Ce code n’est plus valable. Faites-en envoyer un autre.',
  resend: 'Renvoyer le code',
  resendSoon:
    'Rien reçu\u00a0? Regardez dans les indésirables. Dans une demi-minute, vous pourrez faire renvoyer le code.',
  otherAddress: 'Utiliser une autre adresse',
  sendingCode: 'Envoi du code…',
  notOnline:
    'Cette réservation ne peut pas se faire en ligne avec les adresses indiquées. Écrivez plutôt à la personne que vous souhaitez rencontrer.',
  openEnough:
    'Avec cette adresse, aucun autre rendez-vous de ce type ne peut être réservé avant la fin d’un précédent. Le lien reçu par e-mail permet de le déplacer ou de l’annuler.',
  safe: 'Rien n’est réservé deux fois : vous pouvez réessayer sans risque, votre saisie est conservée.',
  kept: 'Votre saisie est conservée.',
  gone: 'Cette page de réservation n’est pas ouverte. Vérifiez le lien, ou demandez à la personne qui vous l’a donné.',

  trial: 'Tout est en ordre',
  trialNote: 'C’était une répétition : tout a été vérifié, rien n’a été réservé.',
  earlier: (when) =>
    `Vous avez déjà réservé ici pour le ${when}. Ne réservez à nouveau que s’il vous faut un second rendez-vous.`,
  booked: 'C’est réservé',
  requested: 'Demande envoyée',
  youCall: (phone) => `Nous appelons le ${phone}`,
  mailed: (email) => `L’invitation part à l’adresse ${email}.`,
  mailedRequest: (email, host) =>
    `${host} doit encore confirmer. La réponse partira à l’adresse ${email} ; d’ici là, l’horaire vous est gardé.`,
  correct: 'Corriger',
  change: 'Déplacer ou annuler',
  corrected: (email, when, host) =>
    `Réservez à nouveau avec la bonne adresse. La réservation du ${when} pour ${email} reste valable tant que ${host} ne l’annule pas : prévenez cette personne.`,
};
