import type { Language } from '../languages.ts';

/** What the mail with a client's link says: where, and the last day on which the link works, as it stands in a sentence. */
export interface LinkWords {
  subject(site: string): string;
  readonly status: string;
  readonly title: string;
  lead(site: string): string;
  readonly open: string;
  next(until: string): string;
  footer(site: string): string;
}

/** The words of each language. */
export const LINK_WORDS: Readonly<Record<Language, LinkWords>> = {
  en: {
    subject: (site) => `Your meetings at ${site}`,
    status: 'Your link',
    title: 'Your meetings',
    lead: (site) =>
      `This link opens your meetings at ${site}. There you can move or cancel them, and write to your host.`,
    open: 'Open my meetings',
    next: (until) => `The link works until ${until}. Keep it to yourself: it opens your meetings for whoever has it.`,
    footer: (site) =>
      `You get this mail because this link was asked for at ${site} with your address. Was it not you? Then you need do nothing.`,
  },
  fr: {
    subject: (site) => `Vos rendez-vous sur ${site}`,
    status: 'Votre lien',
    title: 'Vos rendez-vous',
    lead: (site) =>
      `Ce lien ouvre vos rendez-vous sur ${site}. Vous pouvez y déplacer ou annuler un rendez-vous, et écrire à votre interlocuteur.`,
    open: 'Ouvrir mes rendez-vous',
    next: (until) =>
      `Le lien est valable jusqu’au ${until}. Gardez-le pour vous\u00a0: il ouvre vos rendez-vous à qui le possède.`,
    footer: (site) =>
      `Vous recevez ce message parce que ce lien a été demandé sur ${site} avec votre adresse. Ce n’était pas vous\u00a0? Vous n’avez rien à faire.`,
  },
  es: {
    subject: (site) => `Sus citas en ${site}`,
    status: 'Su enlace',
    title: 'Sus citas',
    lead: (site) =>
      `Este enlace abre sus citas en ${site}. Ahí puede cambiar o cancelar una cita, y escribir a quien le atiende.`,
    open: 'Abrir mis citas',
    next: (until) => `El enlace es válido hasta el ${until}. Guárdelo para usted: abre sus citas a quien lo tenga.`,
    footer: (site) =>
      `Recibe este mensaje porque se pidió este enlace en ${site} con su dirección. ¿No fue usted? Entonces no tiene que hacer nada.`,
  },
  de: {
    subject: (site) => `Ihre Termine auf ${site}`,
    status: 'Ihr Link',
    title: 'Ihre Termine',
    lead: (site) =>
      `Dieser Link öffnet Ihre Termine auf ${site}. Dort können Sie Termine verschieben, absagen und uns dazu schreiben.`,
    open: 'Meine Termine öffnen',
    next: (until) => `Der Link gilt bis ${until}. Behalten Sie ihn für sich: Wer ihn hat, kann Ihre Termine öffnen.`,
    footer: (site) =>
      `Sie erhalten diese E-Mail, weil dieser Link auf ${site} mit Ihrer Adresse angefordert wurde. Das waren nicht Sie? Dann müssen Sie nichts tun.`,
  },
  it: {
    subject: (site) => `I Suoi appuntamenti su ${site}`,
    status: 'Il Suo link',
    title: 'I Suoi appuntamenti',
    lead: (site) =>
      `Questo link apre i Suoi appuntamenti su ${site}. Lì può spostare o annullare un appuntamento e scriverci.`,
    open: 'Apri i miei appuntamenti',
    next: (until) =>
      `Il link è valido fino a ${until}. Lo tenga per sé: apre i Suoi appuntamenti a chiunque lo possieda.`,
    footer: (site) =>
      `Riceve questo messaggio perché questo link è stato chiesto su ${site} con il Suo indirizzo. Se la richiesta non è Sua, non deve fare nulla.`,
  },
  pt: {
    subject: (site) => `As suas reuniões em ${site}`,
    status: 'O seu link',
    title: 'As suas reuniões',
    lead: (site) =>
      `Este link abre as suas reuniões em ${site}. Lá é possível remarcar ou cancelar uma reunião e escrever a quem vai encontrar.`,
    open: 'Abrir as minhas reuniões',
    next: (until) => `O link é válido até ${until}. É pessoal: abre as suas reuniões a quem o tiver.`,
    footer: (site) =>
      `Esta mensagem foi enviada porque este link foi pedido em ${site} com o seu endereço. Se não reconhece o pedido, não é preciso fazer nada.`,
  },
  ja: {
    subject: (site) => `${site}でのご予約一覧`,
    status: 'ご予約ページのリンク',
    title: 'ご予約一覧',
    lead: (site) =>
      `下のリンクから、${site}でのご予約をご覧いただけます。日時の変更、キャンセル、担当者へのご連絡もこちらから承ります。`,
    open: 'ご予約を開く',
    next: (until) =>
      `リンクの有効期限は${until}です。このリンクがあればどなたでもご予約を開けますので、ほかの方に知らせないようお願いいたします。`,
    footer: (site) =>
      `このメールは、${site}でこのアドレス宛てのリンクが請求されたためお送りしています。お心当たりのない場合は、そのまま破棄してください。`,
  },
  ar: {
    subject: (site) => `مواعيدكم في ${site}`,
    status: 'رابطكم',
    title: 'مواعيدكم',
    lead: (site) => `يفتح هذا الرابط مواعيدكم في ${site}، ومنه يمكنكم تغيير الموعد أو إلغاؤه ومراسلة من ستقابلونه.`,
    open: 'فتح مواعيدي',
    next: (until) => `الرابط صالح حتى ${until}. احتفظوا به لأنفسكم، فهو يفتح مواعيدكم لكل من يحصل عليه.`,
    footer: (site) =>
      `وصلتكم هذه الرسالة لأن هذا الرابط طُلب في ${site} بعنوانكم. إن لم يكن الطلب منكم فلا يلزمكم فعل أي شيء.`,
  },
};
