import type { Request } from 'express';
import type { LocationKind, MeetingStatus } from '../domain/meeting.ts';
import { KIND_WORDS } from '../notify/meeting-words.ts';

/** The languages that our own pages are written in. */
export type PageLanguage = 'en' | 'fr';

/** The language of a page for a reader of this BCP 47 tag: French, or else English. */
export function pageLanguageOf(locale: string): PageLanguage {
  return /^fr(?:-|$)/i.test(locale) ? 'fr' : 'en';
}

/** What our own pages say, in one language. */
export interface PageWords {
  readonly book: string;
  readonly bookLead: string;
  readonly nothingListed: string;
  readonly allTypes: string;
  readonly needsScript: string;
  readonly kinds: Readonly<Record<LocationKind, string>>;
  duration(minutes: readonly number[]): string;
  withHosts(names: string): string;
  readonly seats: (capacity: number) => string;
  readonly status: Readonly<Record<MeetingStatus, string>>;
  readonly where: string;
  readonly hosts: string;
  readonly guests: string;
  readonly client: string;
  readonly message: string;
  readonly reason: string;
  readonly join: string;
  readonly addTo: string;
  readonly calendarFile: string;
  readonly change: string;
  readonly awaiting: string;
  readonly bookAgain: string;
  readonly yourMeetings: string;
  readonly nothingAhead: string;
  readonly linkNeedsScript: string;
  readonly console: string;
  readonly consoleNeedsScript: string;
  /** On the page of a link that opens nothing: to where a new one is sent. */
  readonly newLink: string;
  /** The switch that has this device told of what happens, and what it says of itself. */
  readonly device: Readonly<Record<'tellMe' | 'off' | 'on' | 'onForHost' | 'denied' | 'trouble', string>>;
  /** What a calendar that subscribes to the client's meetings is called. */
  feedName(site: string): string;
  yesOrNo(value: boolean): string;
  readonly lost: Readonly<
    Record<'notFound' | 'linkGone' | 'tooMany' | 'unwell', readonly [title: string, text: string]>
  >;
}

const english: PageWords = {
  book: 'Book a meeting',
  bookLead: 'Choose what to meet about. Times are shown in your own time zone.',
  nothingListed: 'There is nothing to book here at the moment.',
  allTypes: 'All meetings',
  needsScript: 'Choosing a time here needs JavaScript. Switch it on and load the page again.',
  kinds: KIND_WORDS.en,
  duration: (minutes) => `${minutes.join(' or ')} min`,
  withHosts: (names) => `with ${names}`,
  seats: (capacity) => `up to ${capacity} people`,
  status: {
    scheduled: 'Awaiting confirmation',
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
    completed: 'Over',
    no_show: 'Missed',
  },
  where: 'Where',
  hosts: 'With',
  guests: 'Guests',
  client: 'Booked by',
  message: 'Message',
  reason: 'Reason',
  join: 'Join the call',
  addTo: 'Add to your calendar',
  calendarFile: 'Calendar file',
  change: 'Moving or cancelling here needs JavaScript. Or reply to the mail that you were sent: your host reads it.',
  awaiting: 'The time is kept for you. You will get a mail as soon as it is confirmed.',
  bookAgain: 'Book another time',
  yourMeetings: 'Your meetings',
  nothingAhead: 'No meeting lies ahead of you.',
  linkNeedsScript: 'Having your link sent needs JavaScript. Switch it on and load the page again.',
  console: 'For hosts',
  consoleNeedsScript: 'Signing in needs JavaScript. Switch it on and load the page again.',
  newLink: 'Have a new link sent to me',
  device: {
    tellMe: 'Tell me on this device',
    off: 'Changes, new notes and reminders, also when this page is closed.',
    on: 'This device tells you of changes, new notes and reminders.',
    onForHost: 'This device tells you of changes, new notes and reminders until you sign out.',
    denied:
      'Notifications from this site are blocked. Allow them for this site in your browser’s settings, then load the page again.',
    trouble: 'That did not work. Try again in a moment.',
  },
  feedName: (site) => `Meetings (${site})`,
  yesOrNo: (value) => (value ? 'Yes' : 'No'),
  lost: {
    notFound: ['There is no such page', 'The address may have changed, or it was mistyped.'],
    linkGone: [
      'This link opens nothing',
      'It may have expired, or it was not copied whole. Use the link in your latest mail.',
    ],
    tooMany: ['Many requests came from here', 'Wait a moment, then load the page again.'],
    unwell: [
      'This page cannot be shown right now',
      'Nothing of yours is lost. Wait a moment, then load the page again.',
    ],
  },
};

const french: PageWords = {
  book: 'Prendre rendez-vous',
  bookLead: 'Choisissez l’objet du rendez-vous. Les heures sont données dans votre fuseau horaire.',
  nothingListed: 'Il n’y a rien à réserver ici pour le moment.',
  allTypes: 'Tous les rendez-vous',
  needsScript: 'Le choix d’une heure demande JavaScript. Activez-le, puis rechargez la page.',
  kinds: KIND_WORDS.fr,
  duration: (minutes) => `${minutes.join(' ou ')}\u00a0min`,
  withHosts: (names) => `avec ${names}`,
  seats: (capacity) => `jusqu’à ${capacity}\u00a0personnes`,
  status: {
    scheduled: 'En attente de confirmation',
    confirmed: 'Confirmé',
    cancelled: 'Annulé',
    completed: 'Passé',
    no_show: 'Manqué',
  },
  where: 'Lieu',
  hosts: 'Avec',
  guests: 'Invités',
  client: 'Réservé par',
  message: 'Message',
  reason: 'Motif',
  join: 'Rejoindre l’appel',
  addTo: 'Ajouter à votre agenda',
  calendarFile: 'Fichier d’agenda',
  change:
    'Pour déplacer ou annuler ici, activez JavaScript. Sinon, répondez au message reçu\u00a0: votre interlocuteur le lira.',
  awaiting: 'L’heure vous est gardée. Un message vous parviendra dès qu’elle sera confirmée.',
  bookAgain: 'Réserver un autre créneau',
  yourMeetings: 'Vos rendez-vous',
  nothingAhead: 'Aucun rendez-vous à venir.',
  linkNeedsScript: 'L’envoi de votre lien demande JavaScript. Activez-le, puis rechargez la page.',
  console: 'Espace des hôtes',
  consoleNeedsScript: 'La connexion demande JavaScript. Activez-le, puis rechargez la page.',
  newLink: 'Recevoir un nouveau lien',
  device: {
    tellMe: 'Me prévenir sur cet appareil',
    off: 'Changements, nouvelles notes et rappels, même lorsque cette page est fermée.',
    on: 'Cet appareil vous signale les changements, les nouvelles notes et les rappels.',
    onForHost:
      'Cet appareil vous signale les changements, les nouvelles notes et les rappels jusqu’à votre déconnexion.',
    denied:
      'Les notifications de ce site sont bloquées. Autorisez-les pour ce site dans les réglages de votre navigateur, puis rechargez la page.',
    trouble: 'Cela n’a pas fonctionné. Réessayez dans un instant.',
  },
  feedName: (site) => `Rendez-vous (${site})`,
  yesOrNo: (value) => (value ? 'Oui' : 'Non'),
  lost: {
    notFound: ['Cette page n’existe pas', 'L’adresse a peut-être changé, ou elle a été mal recopiée.'],
    linkGone: [
      'Ce lien n’ouvre rien',
      'Il a peut-être expiré, ou il n’a pas été copié en entier. Prenez le lien de votre dernier message.',
    ],
    tooMany: ['Beaucoup de demandes viennent d’ici', 'Patientez un instant, puis rechargez la page.'],
    unwell: [
      'Cette page ne peut pas s’afficher pour l’instant',
      'Rien de ce qui est à vous n’est perdu. Patientez un instant, puis rechargez la page.',
    ],
  },
};

/** The words of a language. */
export const pageWords: Readonly<Record<PageLanguage, PageWords>> = { en: english, fr: french };

/** Tags of the languages that we write, with their regions, which dates and hours are written by. */
const WRITTEN = /^(?:fr|en)(?:-[a-z0-9]{2,8})*$/i;

/** The BCP 47 tag to write a page in: `lang` or `locale` in its query, else what the browser prefers of English and French. */
export function pageLocale(req: Request): string {
  const { lang, locale } = req.query;
  for (const asked of [lang, locale]) {
    if (typeof asked === 'string' && WRITTEN.test(asked)) return asked;
  }
  return req.acceptsLanguages().find((tag) => WRITTEN.test(tag)) ?? 'en';
}
