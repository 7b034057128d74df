import type { OwedTextsMail } from '../domain/notice-mail.ts';
import { isolated, type Language, languageOf } from './languages.ts';
import { letterMail } from './letter-mail.ts';
import type { Mail } from './mailer.ts';
import { headerText } from './safe-text.ts';
import { instantWords } from './zoned-time.ts';

/** What the mail says that tells of the month's text messages being used up. */
interface TextsWords {
  readonly status: string;
  title(cap: number): string;
  lead(until: string): string;
  readonly next: string;
  footer(site: string): string;
}

const WORDS: Readonly<Record<Language, TextsWords>> = {
  en: {
    status: 'Used up',
    title: (cap) => `The ${cap} text messages of this month are used up`,
    lead: (until) => `No more texts are sent until ${until}. Mails go out as ever, reminders too.`,
    next: 'How many may be sent in a month is set by BOOKER_SMS_MONTHLY_CAP. What was not sent stands in the list of deliveries.',
    footer: (site) => `You get this mail because you look after the bookings at ${site}.`,
  },
  fr: {
    status: 'Quota atteint',
    title: (cap) => `Les ${cap} SMS du mois sont épuisés`,
    lead: (until) =>
      `Plus aucun SMS ne partira avant le ${until}. Les courriels partent comme toujours, rappels compris.`,
    next: 'Le nombre de SMS par mois se règle avec BOOKER_SMS_MONTHLY_CAP. Ceux qui ne sont pas partis figurent dans la liste des envois.',
    footer: (site) => `Vous recevez ce message parce que vous administrez les rendez-vous de ${site}.`,
  },
  es: {
    status: 'Límite alcanzado',
    title: (cap) => `Se han agotado los ${cap} SMS de este mes`,
    lead: (until) =>
      `No se enviarán más SMS hasta el ${until}. Los correos siguen saliendo como siempre, también los recordatorios.`,
    next: 'El número de SMS al mes se fija con BOOKER_SMS_MONTHLY_CAP. Los que no se han enviado figuran en la lista de envíos.',
    footer: (site) => `Recibe este mensaje porque administra las citas de ${site}.`,
  },
  de: {
    status: 'Aufgebraucht',
    title: (cap) => `Die ${cap} SMS dieses Monats sind aufgebraucht`,
    lead: (until) =>
      `Bis ${until} werden keine SMS mehr verschickt. E-Mails gehen weiter wie gewohnt hinaus, auch Erinnerungen.`,
    next: 'Wie viele es im Monat sein dürfen, legt BOOKER_SMS_MONTHLY_CAP fest. Was nicht verschickt wurde, steht in der Liste der Sendungen.',
    footer: (site) => `Sie erhalten diese E-Mail, weil Sie die Buchungen auf ${site} verwalten.`,
  },
  it: {
    status: 'Limite raggiunto',
    title: (cap) => `I ${cap} SMS di questo mese sono esauriti`,
    lead: (until) => `Fino a ${until} non partiranno altri SMS. Le e-mail partono come sempre, anche i promemoria.`,
    next: 'Il numero di SMS al mese si imposta con BOOKER_SMS_MONTHLY_CAP. Quelli non partiti si trovano nell’elenco degli invii.',
    footer: (site) => `Riceve questo messaggio perché gestisce gli appuntamenti di ${site}.`,
  },
  pt: {
    status: 'Limite atingido',
    title: (cap) => `Os ${cap} SMS deste mês esgotaram-se`,
    lead: (until) =>
      `Nenhum SMS será enviado até ${until}. Os e-mails continuam a sair normalmente, incluindo os lembretes.`,
    next: 'O número de SMS por mês define-se com BOOKER_SMS_MONTHLY_CAP. Os que não foram enviados estão na lista de envios.',
    footer: (site) => `Esta mensagem foi enviada a quem administra as reuniões de ${site}.`,
  },
  ja: {
    status: '上限到達',
    title: (cap) => `今月のSMS送信数が上限の${cap}通に達しました`,
    lead: (until) => `${until}まで、SMSは送信されません。メールは、リマインダーも含めて通常どおり送信されます。`,
    next: '1か月の上限は BOOKER_SMS_MONTHLY_CAP で変更できます。送信されなかったSMSは、送信履歴で確認できます。',
    footer: (site) => `このメールは、${site}の予約を管理している方にお送りしています。`,
  },
  ar: {
    status: 'بلغ الحد',
    title: (cap) => `نفدت الرسائل النصية لهذا الشهر، وعددها ${cap}`,
    lead: (until) => `لن تُرسل رسائل نصية حتى ${until}. أما البريد الإلكتروني فيُرسل كالمعتاد، ومنه رسائل التذكير.`,
    next: 'يُحدَّد عدد الرسائل في الشهر بالإعداد BOOKER_SMS_MONTHLY_CAP. وما لم يُرسل منها يظهر في قائمة الإرسال.',
    footer: (site) => `وصلتكم هذه الرسالة لأنكم تديرون مواعيد ${site}.`,
  },
};

/** The mail to an owner or admin that says that no more texts are sent this month. */
export function composeTextsMail(
  owed: OwedTextsMail,
  sending: { readonly publicUrl: string; readonly mailFrom: string },
): Mail {
  const { timeZone, locale } = owed.recipient;
  const language = languageOf(locale);
  const words = WORDS[language];
  const title = words.title(owed.cap);
  return letterMail(
    owed,
    {
      language,
      subject: headerText(title),
      status: words.status,
      title,
      lead: words.lead(instantWords(owed.until, timeZone, locale)),
      next: words.next,
      footer: words.footer(isolated(new URL(sending.publicUrl).host, language)),
    },
    sending.mailFrom,
  );
}
