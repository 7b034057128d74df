import type { MeetingWords } from './en-meeting.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;
/** In a sentence an hour is said as `14 h` or `14 h 30`. */
const spoken = (time: string) =>
  time.replace(/^0?(\d+):(\d\d)$/, (_, hour, minute) => `${hour} h${minute === '00' ? '' : ` ${minute}`}`);

/** What every element says in French of a meeting, of times, and of what kept an answer from coming. */
export const frMeeting: MeetingWords = {
  at: (day, time) => `${day} à ${spoken(time)}`,
  minutes: (count) => (count % 60 || count === 0 ? `${count} min` : `${count / 60} h`),
  places: { video: 'Visioconférence', phone: 'Appel téléphonique', in_person: 'Sur place' },
  loaded: (day, count) => `${plural(count, 'horaire', 'horaires')} ${day}`,
  noneIn: (month) => `Aucun horaire libre en ${month}.`,
  nextFree: (day) => `Prochain jour libre : ${day}`,
  noneAtAll: 'Aucun horaire n’est ouvert pour l’instant. D’autres peuvent s’ouvrir plus tard, ou se libérer.',
  lookAgain: 'Vérifier à nouveau',
  back: 'Retour',
  email: 'Adresse e-mail',
  place: 'Où',
  optional: 'facultatif',
  slow: 'La réponse tarde. Merci de garder la page ouverte.',
  errorPrefix: 'Erreur :',
  badEmail: 'Saisissez une adresse comme nom@exemple.fr',
  taken: 'Cet horaire vient d’être pris. Les plus proches encore libres :',
  otherTimes: 'Voir tous les horaires',
  offline: 'Pas de connexion au serveur de réservation. Vérifiez votre réseau, puis réessayez.',
  timeout: 'Le serveur de réservation n’a pas répondu à temps. Réessayez.',
  limited: (wait) => `Trop de tentatives depuis votre réseau. Réessayez dans ${wait}.`,
  seconds: (count) =>
    count < 90 ? plural(count, 'seconde', 'secondes') : plural(Math.ceil(count / 60), 'minute', 'minutes'),
  aMinute: 'une minute',
  what: 'Quoi',
  who: 'Avec',
  join: 'Rejoindre l’appel',
  next: 'Et maintenant',
  addTo: 'Ajouter à l’agenda',
  calendarFile: 'Fichier agenda (.ics)',
  host: 'l’hôte',
};
