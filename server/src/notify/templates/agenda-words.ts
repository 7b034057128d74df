import type { Language } from '../languages.ts';

/** What the agenda of a day says besides its meetings; `date` is "Tuesday 24 November 2026", `zone` "Paris time (UTC+1)". */
export interface AgendaWords {
  subject(date: string, meetings: string): string;
  readonly status: string;
  meetings(count: number): string;
  lead(meetings: string): string;
  times(zone: string): string;
}

const plurals = new Intl.PluralRules('ar');

function arabicMeetings(count: number): string {
  const form = plurals.select(count);
  if (form === 'one') return 'موعد واحد';
  if (form === 'two') return 'موعدان';
  if (form === 'few') return `${count} مواعيد`;
  return form === 'many' ? `${count} موعدًا` : `${count} موعد`;
}

/** The words of each language. */
export const AGENDA_WORDS: Readonly<Record<Language, AgendaWords>> = {
  en: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'Your day',
    meetings: (count) => (count === 1 ? '1 meeting' : `${count} meetings`),
    lead: (meetings) => `You have ${meetings} today.`,
    times: (zone) => `Times: ${zone}.`,
  },
  fr: {
    subject: (date, meetings) => `${date}\u00a0: ${meetings}`,
    status: 'Votre journée',
    meetings: (count) => `${count}\u00a0rendez-vous`,
    lead: (meetings) => `Vous avez ${meetings} aujourd’hui.`,
    times: (zone) => `Horaires\u00a0: ${zone}.`,
  },
  es: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'Su día',
    meetings: (count) => (count === 1 ? '1 cita' : `${count} citas`),
    lead: (meetings) => `Hoy tiene ${meetings}.`,
    times: (zone) => `Horario: ${zone}.`,
  },
  de: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'Ihr Tag',
    meetings: (count) => (count === 1 ? '1 Termin' : `${count} Termine`),
    lead: (meetings) => `Sie haben heute ${meetings}.`,
    times: (zone) => `Zeiten: ${zone}.`,
  },
  it: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'La Sua giornata',
    meetings: (count) => (count === 1 ? '1 appuntamento' : `${count} appuntamenti`),
    lead: (meetings) => `Oggi ha ${meetings}.`,
    times: (zone) => `Orari: ${zone}.`,
  },
  pt: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'O seu dia',
    meetings: (count) => (count === 1 ? '1 reunião' : `${count} reuniões`),
    lead: (meetings) => `Hoje tem ${meetings}.`,
    times: (zone) => `Horários: ${zone}.`,
  },
  ja: {
    subject: (date, meetings) => `${date} ${meetings}`,
    status: '本日の予定',
    meetings: (count) => `予約${count}件`,
    lead: (meetings) => `本日は${meetings}です。`,
    times: (zone) => `時刻：${zone}`,
  },
  ar: {
    subject: (date, meetings) => `${date}: ${meetings}`,
    status: 'يومكم',
    meetings: arabicMeetings,
    lead: (meetings) => `لديكم اليوم ${meetings}.`,
    times: (zone) => `الأوقات ${zone}.`,
  },
};
