import type { RestWords } from './en-rest.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;
/** In a sentence an hour is said as `14 h` or `14 h 30`. */
const spoken = (time: string) =>
  time.replace(/^0?(\d+):(\d\d)$/, (_, hour, minute) => `${hour} h${minute === '00' ? '' : ` ${minute}`}`);

/** What the rest of the booker says in French, besides `fr`; comes with it. */
export const frRest: RestWords = {
  at: (day, time) => `${day} à ${spoken(time)}`,
  minutes: (count) => (count % 60 || count === 0 ? `${count} min` : `${count / 60} h`),
  duration: 'Durée',
  places: { video: 'Visioconférence', phone: 'Appel téléphonique', in_person: 'Sur place' },
  others: (count) => `et ${plural(count, 'autre', 'autres')}`,
  more: 'Lire la suite',
  less: 'Réduire',
  group: (count) => `Groupe de ${count} personnes au plus`,

  loaded: (day, count) => `${plural(count, 'horaire', 'horaires')} ${day}`,
  noneIn: (month) => `Aucun horaire libre en ${month}.`,
  nextFree: (day) => `Prochain jour libre : ${day}`,
  noneAtAll: 'Aucun horaire n’est ouvert pour l’instant. D’autres peuvent s’ouvrir plus tard, ou se libérer.',
  lookAgain: 'Vérifier à nouveau',

  goOn: 'Continuer',
  notBooked: 'Réservez d’abord un horaire.',
  back: 'Retour',
  formTitle: 'Vos coordonnées',
  name: 'Nom',
  email: 'Adresse e-mail',
  phone: 'Téléphone',
  guests: 'Adresses e-mail des invités',
  guestsHint: (count) => (count === 1 ? 'Un seul invité.' : `${count} au plus, une par ligne.`),
  notes: 'Ce qui peut aider à préparer',
  place: 'Où',
  choose: 'Choisir',
  optional: 'facultatif',
  book: (when) => `Réserver ${when}`,
  request: (when) => `Demander ${when}`,
  sending: 'Réservation…',
  slow: 'La réponse tarde. Merci de garder la page ouverte.',
  errorPrefix: 'Erreur :',
  errorTitle: (count) => (count === 1 ? 'Un point à corriger' : `${count} points à corriger`),
  missing: 'Répondez à cette question',
  missingName: 'Saisissez votre nom',
  missingChoice: 'Choisissez une réponse',
  missingTick: 'Cochez cette case pour continuer',
  badEmail: 'Saisissez une adresse comme nom@exemple.fr',
  badNumber: 'Saisissez un nombre',
  badGuests: (count) =>
    `Saisissez ${count === 1 ? 'une adresse' : `au plus ${count} adresses, une par ligne,`} comme nom@exemple.fr`,
  badField: 'À vérifier',

  taken: 'Cet horaire vient d’être pris. Les plus proches encore libres :',
  takenAll:
    'Cet horaire vient d’être pris et aucun n’est libre à proximité. Choisissez un autre jour ; votre saisie est conservée.',
  moved: 'Cet horaire n’est plus proposé. Choisissez-en un autre ; votre saisie est conservée.',
  otherTimes: 'Voir tous les horaires',
  offline: 'Pas de connexion au serveur de réservation. Vérifiez votre réseau, puis réessayez.',
  timeout: 'Le serveur de réservation n’a pas répondu à temps. Réessayez.',
  limited: (wait) => `Trop de tentatives depuis votre réseau. Réessayez dans ${wait}.`,
  seconds: (count) =>
    count < 90 ? plural(count, 'seconde', 'secondes') : plural(Math.ceil(count / 60), 'minute', 'minutes'),
  aMinute: 'une minute',
  refused: 'La réservation n’a pas été acceptée. Vérifiez vos coordonnées ou choisissez un autre horaire.',
  safe: 'Rien n’est réservé deux fois : vous pouvez réessayer sans risque, votre saisie est conservée.',
  kept: 'Votre saisie est conservée.',
  gone: 'Cette page de réservation n’est pas ouverte. Vérifiez le lien, ou demandez à la personne qui vous l’a donné.',

  trial: 'Tout est en ordre',
  trialNote: 'C’était une répétition : tout a été vérifié, rien n’a été réservé.',
  earlier: (when) =>
    `Vous avez déjà réservé ici pour le ${when}. Ne réservez à nouveau que s’il vous faut un second rendez-vous.`,
  booked: 'C’est réservé',
  requested: 'Demande envoyée',
  what: 'Quoi',
  who: 'Avec',
  join: 'Rejoindre l’appel',
  youCall: (phone) => `Nous appelons le ${phone}`,
  mailed: (email) => `L’invitation part à l’adresse ${email}.`,
  mailedRequest: (email, host) =>
    `${host} doit encore confirmer. La réponse partira à l’adresse ${email} ; d’ici là, l’horaire vous est gardé.`,
  correct: 'Corriger',
  next: 'Et maintenant',
  change: 'Pour déplacer ou annuler le rendez-vous, répondez à ce message.',
  corrected: (email, when, host) =>
    `Réservez à nouveau avec la bonne adresse. La réservation du ${when} pour ${email} reste valable tant que ${host} ne l’annule pas : prévenez cette personne.`,
  addTo: 'Ajouter à l’agenda',
  calendarFile: 'Fichier agenda (.ics)',
  host: 'l’hôte',
};
