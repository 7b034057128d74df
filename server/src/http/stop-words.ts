import type { Language } from '../notify/languages.ts';

/** What the page says that ends text messages. */
export interface StopWords {
  readonly title: string;
  readonly lead: string;
  readonly stop: string;
  readonly doneTitle: string;
  readonly doneLead: string;
}

/** The words of each language that texts are written in. */
export const stopWords: Readonly<Record<Language, StopWords>> = {
  en: {
    title: 'Stop text messages?',
    lead: 'No more texts about meetings will come to your number. Your meetings stand, and mails come as before.',
    stop: 'Stop text messages',
    doneTitle: 'No more text messages will come',
    doneLead: 'Your meetings stand, and mails come as before. Texts can be asked for again with the next booking.',
  },
  fr: {
    title: 'Ne plus recevoir de SMS\u00a0?',
    lead: 'Votre numéro ne recevra plus de SMS au sujet des rendez-vous. Vos rendez-vous sont maintenus, et les courriels arrivent comme avant.',
    stop: 'Ne plus recevoir de SMS',
    doneTitle: 'Vous ne recevrez plus de SMS',
    doneLead:
      'Vos rendez-vous sont maintenus, et les courriels arrivent comme avant. Vous pourrez redemander des SMS à la prochaine réservation.',
  },
  es: {
    title: '¿Dejar de recibir SMS?',
    lead: 'Su número no recibirá más SMS sobre citas. Sus citas se mantienen y los correos llegan como antes.',
    stop: 'Dejar de recibir SMS',
    doneTitle: 'No recibirá más SMS',
    doneLead: 'Sus citas se mantienen y los correos llegan como antes. Podrá volver a pedir SMS en la próxima reserva.',
  },
  de: {
    title: 'Keine SMS mehr?',
    lead: 'An Ihre Nummer gehen keine SMS zu Terminen mehr. Ihre Termine bleiben bestehen, und E-Mails kommen wie bisher.',
    stop: 'Keine SMS mehr erhalten',
    doneTitle: 'Sie erhalten keine SMS mehr',
    doneLead:
      'Ihre Termine bleiben bestehen, und E-Mails kommen wie bisher. Bei der nächsten Buchung können Sie wieder SMS wünschen.',
  },
  it: {
    title: 'Non ricevere più SMS?',
    lead: 'Al Suo numero non arriveranno più SMS sugli appuntamenti. Gli appuntamenti restano validi e le e-mail arrivano come prima.',
    stop: 'Non ricevere più SMS',
    doneTitle: 'Non riceverà più SMS',
    doneLead:
      'Gli appuntamenti restano validi e le e-mail arrivano come prima. Potrà chiedere di nuovo gli SMS alla prossima prenotazione.',
  },
  pt: {
    title: 'Deixar de receber SMS?',
    lead: 'O seu número não receberá mais SMS sobre reuniões. As reuniões continuam marcadas, e os e-mails chegam como antes.',
    stop: 'Deixar de receber SMS',
    doneTitle: 'Não receberá mais SMS',
    doneLead:
      'As reuniões continuam marcadas, e os e-mails chegam como antes. É possível voltar a pedir SMS na próxima reserva.',
  },
  ja: {
    title: 'SMSの配信を停止しますか',
    lead: 'この番号には、ご予約に関するSMSが届かなくなります。ご予約はそのままで、メールはこれまでどおり届きます。',
    stop: 'SMSの配信を停止する',
    doneTitle: 'SMSの配信を停止しました',
    doneLead: 'ご予約はそのままで、メールはこれまでどおり届きます。次回のご予約の際に、改めてSMSをご希望いただけます。',
  },
  ar: {
    title: 'هل تودّون إيقاف الرسائل النصية؟',
    lead: 'لن تصل إلى رقمكم رسائل نصية أخرى بشأن المواعيد. مواعيدكم قائمة، والبريد الإلكتروني يصل كما كان.',
    stop: 'إيقاف الرسائل النصية',
    doneTitle: 'لن تصلكم رسائل نصية بعد الآن',
    doneLead: 'مواعيدكم قائمة، والبريد الإلكتروني يصل كما كان. ويمكنكم طلب الرسائل النصية مجددًا عند الحجز القادم.',
  },
};
