import type { Language } from '../languages.ts';

/** What the mail says that brings a code: where it is to be entered, and the title of what is to be booked. */
export interface CodeWords {
  subject(code: string, site: string): string;
  readonly status: string;
  lead(site: string, title: string): string;
  readonly next: string;
  footer(site: string): string;
}

/** The words of each language. */
export const CODE_WORDS: Readonly<Record<Language, CodeWords>> = {
  en: {
    subject: (code, site) => `${code} is your code for ${site}`,
    status: 'Your code',
    lead: (site, title) => `Enter this code at ${site} to go on with your booking: “${title}”.`,
    next: 'It is good for 15 minutes and for one booking. Keep it to yourself.',
    footer: (site) =>
      `You get this mail because your address was entered at ${site} to book a meeting. Was it not you? Then you need do nothing: without the code nothing is booked.`,
  },
  fr: {
    subject: (code, site) => `${code} est votre code pour ${site}`,
    status: 'Votre code',
    lead: (site, title) =>
      `Saisissez ce code sur ${site} pour poursuivre votre réservation\u00a0: «\u00a0${title}\u00a0».`,
    next: 'Il est valable 15\u00a0minutes, pour une seule réservation. Gardez-le pour vous.',
    footer: (site) =>
      `Vous recevez ce message parce que votre adresse a été saisie sur ${site} pour réserver un rendez-vous. Ce n’était pas vous\u00a0? Vous n’avez rien à faire\u00a0: sans ce code, rien n’est réservé.`,
  },
  es: {
    subject: (code, site) => `${code} es su código para ${site}`,
    status: 'Su código',
    lead: (site, title) => `Introduzca este código en ${site} para continuar con su reserva: «${title}».`,
    next: 'Es válido durante 15 minutos y para una sola reserva. Guárdelo para usted.',
    footer: (site) =>
      `Recibe este mensaje porque se indicó su dirección en ${site} para reservar una cita. ¿No fue usted? Entonces no tiene que hacer nada: sin el código no se reserva nada.`,
  },
  de: {
    subject: (code, site) => `${code} ist Ihr Code für ${site}`,
    status: 'Ihr Code',
    lead: (site, title) => `Geben Sie diesen Code auf ${site} ein, um mit Ihrer Buchung fortzufahren: „${title}“.`,
    next: 'Er gilt 15 Minuten und für eine einzige Buchung. Behalten Sie ihn für sich.',
    footer: (site) =>
      `Sie erhalten diese E-Mail, weil auf ${site} mit Ihrer Adresse ein Termin gebucht werden soll. Das waren nicht Sie? Dann müssen Sie nichts tun: Ohne den Code wird nichts gebucht.`,
  },
  it: {
    subject: (code, site) => `${code} è il Suo codice per ${site}`,
    status: 'Il Suo codice',
    lead: (site, title) => `Inserisca questo codice su ${site} per proseguire con la prenotazione: «${title}».`,
    next: 'È valido per 15 minuti e per una sola prenotazione. Lo tenga per sé.',
    footer: (site) =>
      `Riceve questo messaggio perché il Suo indirizzo è stato inserito su ${site} per prenotare un appuntamento. Se non è stato Lei, non deve fare nulla: senza il codice non viene prenotato nulla.`,
  },
  pt: {
    subject: (code, site) => `${code} é o seu código para ${site}`,
    status: 'O seu código',
    lead: (site, title) => `Insira este código em ${site} para continuar a reserva: “${title}”.`,
    next: 'É válido durante 15 minutos e para uma única reserva. É pessoal: não o revele a ninguém.',
    footer: (site) =>
      `Esta mensagem foi enviada porque o seu endereço foi indicado em ${site} para marcar uma reunião. Se não reconhece o pedido, não é preciso fazer nada: sem o código, nada é marcado.`,
  },
  ja: {
    subject: (code, site) => `${site}の確認コード：${code}`,
    status: '確認コード',
    lead: (site, title) => `${site}でのご予約（${title}）を続けるには、このコードを入力してください。`,
    next: 'コードは15分間有効で、ご予約1件にのみお使いいただけます。ほかの方に知らせないようお願いいたします。',
    footer: (site) =>
      `このメールは、${site}でのご予約にこのアドレスが入力されたためお送りしています。お心当たりのない場合は、そのまま破棄してください。コードがなければ、予約は成立しません。`,
  },
  ar: {
    subject: (code, site) => `${code} هو رمزكم في ${site}`,
    status: 'رمز التحقق',
    lead: (site, title) => `أدخلوا هذا الرمز في ${site} لمتابعة حجزكم: «${title}».`,
    next: 'الرمز صالح لمدة 15 دقيقة ولحجز واحد فقط. احتفظوا به لأنفسكم.',
    footer: (site) =>
      `وصلتكم هذه الرسالة لأن عنوانكم أُدخل في ${site} لحجز موعد. إن لم يكن الطلب منكم فلا يلزمكم فعل أي شيء، فلن يُحجز شيء من دون هذا الرمز.`,
  },
};
