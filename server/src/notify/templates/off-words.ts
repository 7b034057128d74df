import type { OptionalMail } from '../../domain/optional-mail.ts';
import type { Language } from '../languages.ts';

/** What is said of mails of one kind, and of switching them off and on. */
interface KindWords {
  readonly name: string;
  readonly on: (address: string, site: string) => string;
  readonly off: (address: string, site: string) => string;
  /** At the end of each of these mails, and on the button of the page that it leads to. */
  readonly stop: string;
  readonly again: string;
}

export interface OffWords extends Readonly<Record<OptionalMail, KindWords>> {
  /** What is sent all the same. */
  readonly rest: string;
}

/** The words of each language. */
export const OFF_WORDS: Readonly<Record<Language, OffWords>> = {
  en: {
    reminders: {
      name: 'Reminders by mail',
      on: (address, site) => `${address} gets reminders of meetings at ${site}.`,
      off: (address, site) => `${address} gets no more reminders of meetings at ${site}.`,
      stop: 'Send no more reminders',
      again: 'Send reminders again',
    },
    notes: {
      name: 'Mails about notes',
      on: (address, site) => `${address} is told by mail of new notes on meetings at ${site}.`,
      off: (address, site) => `${address} is no longer told by mail of new notes on meetings at ${site}.`,
      stop: 'Send no more mails about notes',
      again: 'Send mails about notes again',
    },
    agenda: {
      name: 'Daily agenda by mail',
      on: (address, site) => `${address} gets the day’s meetings at ${site} each morning.`,
      off: (address, site) => `${address} no longer gets the day’s meetings at ${site}.`,
      stop: 'Send no more daily agendas',
      again: 'Send the daily agenda again',
    },
    rest: 'Bookings, changes and cancellations are still sent.',
  },
  fr: {
    reminders: {
      name: 'Rappels par message',
      on: (address, site) => `${address} reçoit les rappels des rendez-vous pris sur ${site}.`,
      off: (address, site) => `${address} ne reçoit plus de rappels des rendez-vous pris sur ${site}.`,
      stop: 'Ne plus recevoir de rappels',
      again: 'Recevoir de nouveau les rappels',
    },
    notes: {
      name: 'Messages sur les notes',
      on: (address, site) =>
        `${address} reçoit un message quand une note est ajoutée à un rendez-vous pris sur ${site}.`,
      off: (address, site) => `${address} ne reçoit plus de messages sur les notes des rendez-vous pris sur ${site}.`,
      stop: 'Ne plus recevoir de messages sur les notes',
      again: 'Recevoir de nouveau les messages sur les notes',
    },
    agenda: {
      name: 'Programme du jour par message',
      on: (address, site) => `${address} reçoit chaque matin les rendez-vous du jour sur ${site}.`,
      off: (address, site) => `${address} ne reçoit plus les rendez-vous du jour sur ${site}.`,
      stop: 'Ne plus recevoir le programme du jour',
      again: 'Recevoir de nouveau le programme du jour',
    },
    rest: 'Les réservations, les changements et les annulations restent annoncés.',
  },
  es: {
    reminders: {
      name: 'Recordatorios por correo',
      on: (address, site) => `${address} recibe recordatorios de las citas en ${site}.`,
      off: (address, site) => `${address} ya no recibe recordatorios de las citas en ${site}.`,
      stop: 'No recibir más recordatorios',
      again: 'Volver a recibir recordatorios',
    },
    notes: {
      name: 'Avisos de notas por correo',
      on: (address, site) => `${address} recibe un aviso cuando hay notas nuevas sobre las citas en ${site}.`,
      off: (address, site) => `${address} ya no recibe avisos de notas sobre las citas en ${site}.`,
      stop: 'No recibir más avisos de notas',
      again: 'Volver a recibir avisos de notas',
    },
    agenda: {
      name: 'Agenda diaria por correo',
      on: (address, site) => `${address} recibe cada mañana las citas del día en ${site}.`,
      off: (address, site) => `${address} ya no recibe las citas del día en ${site}.`,
      stop: 'No recibir más la agenda diaria',
      again: 'Volver a recibir la agenda diaria',
    },
    rest: 'Las reservas, los cambios y las cancelaciones se siguen comunicando.',
  },
  de: {
    reminders: {
      name: 'Erinnerungen per E-Mail',
      on: (address, site) => `${address} erhält Erinnerungen an Termine auf ${site}.`,
      off: (address, site) => `${address} erhält keine Erinnerungen an Termine auf ${site} mehr.`,
      stop: 'Keine Erinnerungen mehr senden',
      again: 'Erinnerungen wieder senden',
    },
    notes: {
      name: 'E-Mails zu Notizen',
      on: (address, site) => `${address} erfährt per E-Mail von neuen Notizen zu Terminen auf ${site}.`,
      off: (address, site) => `${address} erfährt nicht mehr per E-Mail von neuen Notizen zu Terminen auf ${site}.`,
      stop: 'Keine E-Mails zu Notizen mehr senden',
      again: 'E-Mails zu Notizen wieder senden',
    },
    agenda: {
      name: 'Tagesübersicht per E-Mail',
      on: (address, site) => `${address} erhält jeden Morgen die Termine des Tages auf ${site}.`,
      off: (address, site) => `${address} erhält die Termine des Tages auf ${site} nicht mehr.`,
      stop: 'Keine Tagesübersicht mehr senden',
      again: 'Tagesübersicht wieder senden',
    },
    rest: 'Buchungen, Änderungen und Absagen werden weiterhin mitgeteilt.',
  },
  it: {
    reminders: {
      name: 'Promemoria per e-mail',
      on: (address, site) => `${address} riceve i promemoria degli appuntamenti su ${site}.`,
      off: (address, site) => `${address} non riceve più i promemoria degli appuntamenti su ${site}.`,
      stop: 'Non ricevere più promemoria',
      again: 'Ricevere di nuovo i promemoria',
    },
    notes: {
      name: 'Avvisi sulle note per e-mail',
      on: (address, site) => `${address} riceve un avviso quando ci sono nuove note sugli appuntamenti su ${site}.`,
      off: (address, site) => `${address} non riceve più avvisi sulle note degli appuntamenti su ${site}.`,
      stop: 'Non ricevere più avvisi sulle note',
      again: 'Ricevere di nuovo gli avvisi sulle note',
    },
    agenda: {
      name: 'Agenda del giorno per e-mail',
      on: (address, site) => `${address} riceve ogni mattina gli appuntamenti del giorno su ${site}.`,
      off: (address, site) => `${address} non riceve più gli appuntamenti del giorno su ${site}.`,
      stop: 'Non ricevere più l’agenda del giorno',
      again: 'Ricevere di nuovo l’agenda del giorno',
    },
    rest: 'Prenotazioni, modifiche e annullamenti continuano a essere comunicati.',
  },
  pt: {
    reminders: {
      name: 'Lembretes por e-mail',
      on: (address, site) => `${address} recebe lembretes das reuniões em ${site}.`,
      off: (address, site) => `${address} já não recebe lembretes das reuniões em ${site}.`,
      stop: 'Não receber mais lembretes',
      again: 'Voltar a receber lembretes',
    },
    notes: {
      name: 'Avisos de notas por e-mail',
      on: (address, site) => `${address} recebe um aviso quando há novas notas sobre as reuniões em ${site}.`,
      off: (address, site) => `${address} já não recebe avisos de notas sobre as reuniões em ${site}.`,
      stop: 'Não receber mais avisos de notas',
      again: 'Voltar a receber avisos de notas',
    },
    agenda: {
      name: 'Agenda do dia por e-mail',
      on: (address, site) => `${address} recebe todas as manhãs as reuniões do dia em ${site}.`,
      off: (address, site) => `${address} já não recebe as reuniões do dia em ${site}.`,
      stop: 'Não receber mais a agenda do dia',
      again: 'Voltar a receber a agenda do dia',
    },
    rest: 'As reservas, as alterações e os cancelamentos continuam a ser comunicados.',
  },
  ja: {
    reminders: {
      name: 'リマインダーメール',
      on: (address, site) => `${site}でのご予約のリマインダーを、${address}宛てにお送りしています。`,
      off: (address, site) => `${site}でのご予約のリマインダーを、${address}宛てにお送りしないようにしました。`,
      stop: 'リマインダーの配信を停止する',
      again: 'リマインダーの配信を再開する',
    },
    notes: {
      name: 'メモのお知らせメール',
      on: (address, site) => `${site}でのご予約に新しいメモが届くと、${address}宛てにお知らせしています。`,
      off: (address, site) => `${site}でのご予約のメモのお知らせを、${address}宛てにお送りしないようにしました。`,
      stop: 'メモのお知らせの配信を停止する',
      again: 'メモのお知らせの配信を再開する',
    },
    agenda: {
      name: '本日の予定メール',
      on: (address, site) => `${site}での当日の予定を、毎朝${address}宛てにお送りしています。`,
      off: (address, site) => `${site}での当日の予定を、${address}宛てにお送りしないようにしました。`,
      stop: '本日の予定の配信を停止する',
      again: '本日の予定の配信を再開する',
    },
    rest: 'ご予約の受付、変更、キャンセルのお知らせは、引き続きお送りします。',
  },
  ar: {
    reminders: {
      name: 'التذكير بالبريد الإلكتروني',
      on: (address, site) => `تصل إلى ${address} رسائل تذكير بالمواعيد في ${site}.`,
      off: (address, site) => `لن تصل إلى ${address} رسائل تذكير بالمواعيد في ${site} بعد الآن.`,
      stop: 'إيقاف رسائل التذكير',
      again: 'استئناف رسائل التذكير',
    },
    notes: {
      name: 'رسائل الملاحظات',
      on: (address, site) => `تصل إلى ${address} رسالة عند إضافة ملاحظة إلى موعد في ${site}.`,
      off: (address, site) => `لن تصل إلى ${address} رسائل عن ملاحظات المواعيد في ${site} بعد الآن.`,
      stop: 'إيقاف رسائل الملاحظات',
      again: 'استئناف رسائل الملاحظات',
    },
    agenda: {
      name: 'مواعيد اليوم بالبريد الإلكتروني',
      on: (address, site) => `تصل إلى ${address} كل صباح مواعيد اليوم في ${site}.`,
      off: (address, site) => `لن تصل إلى ${address} مواعيد اليوم في ${site} بعد الآن.`,
      stop: 'إيقاف رسالة مواعيد اليوم',
      again: 'استئناف رسالة مواعيد اليوم',
    },
    rest: 'تبقى رسائل الحجز والتغيير والإلغاء كما هي.',
  },
};
