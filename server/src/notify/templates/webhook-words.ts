import type { SwitchedOff } from '../../domain/webhook.ts';
import type { Language } from '../languages.ts';

/** What the mail about a webhook says that was switched off. */
export interface WebhookWords {
  subject(hostname: string): string;
  readonly status: string;
  title(hostname: string): string;
  readonly lead: Readonly<Record<SwitchedOff, string>>;
  readonly next: string;
  footer(site: string): string;
  readonly labels: Readonly<Record<'description' | 'since' | 'answer', string>>;
}

/** The words of each language. */
export const WEBHOOK_WORDS: Readonly<Record<Language, WebhookWords>> = {
  en: {
    subject: (hostname) => `Webhook switched off: ${hostname}`,
    status: 'Switched off',
    title: (hostname) => `The webhook to ${hostname}`,
    lead: {
      gone: 'The receiver answered that this address is gone for good (410). The webhook is switched off: nothing more is sent to it.',
      failing:
        'For three days one event could not be delivered. The webhook is switched off: nothing more is sent to it.',
    },
    next: 'Once the receiver is back, switch the webhook on again by the API. What happened meanwhile is not sent by itself; what had failed can be sent again from the list of deliveries, where it is kept for 30 days.',
    footer: (site) => `You get this mail because you look after the bookings at ${site}.`,
    labels: { description: 'Description', since: 'Switched off', answer: 'Last error' },
  },
  fr: {
    subject: (hostname) => `Webhook désactivé\u00a0: ${hostname}`,
    status: 'Désactivé',
    title: (hostname) => `Le webhook vers ${hostname}`,
    lead: {
      gone: 'Le destinataire a répondu que cette adresse n’existe plus (410). Le webhook est désactivé\u00a0: plus rien n’y est envoyé.',
      failing:
        'Pendant trois jours, un événement n’a pas pu être remis. Le webhook est désactivé\u00a0: plus rien n’y est envoyé.',
    },
    next: 'Quand le destinataire sera rétabli, réactivez le webhook par l’API. Ce qui s’est passé entre-temps n’est pas envoyé automatiquement\u00a0; ce qui avait échoué peut être renvoyé depuis la liste des envois, conservée 30 jours.',
    footer: (site) => `Vous recevez ce message parce que vous administrez les rendez-vous de ${site}.`,
    labels: { description: 'Description', since: 'Désactivé', answer: 'Dernière erreur' },
  },
  es: {
    subject: (hostname) => `Webhook desactivado: ${hostname}`,
    status: 'Desactivado',
    title: (hostname) => `El webhook hacia ${hostname}`,
    lead: {
      gone: 'El destinatario respondió que esta dirección ya no existe (410). El webhook está desactivado: no se le envía nada más.',
      failing: 'Durante tres días no se pudo entregar un evento. El webhook está desactivado: no se le envía nada más.',
    },
    next: 'Cuando el destinatario vuelva a funcionar, reactive el webhook por la API. Lo que ocurra mientras tanto no se envía solo; lo que había fallado se puede reenviar desde la lista de envíos, donde se conserva 30 días.',
    footer: (site) => `Recibe este mensaje porque administra las citas de ${site}.`,
    labels: { description: 'Descripción', since: 'Desactivado', answer: 'Último error' },
  },
  de: {
    subject: (hostname) => `Webhook abgeschaltet: ${hostname}`,
    status: 'Abgeschaltet',
    title: (hostname) => `Der Webhook an ${hostname}`,
    lead: {
      gone: 'Der Empfänger hat geantwortet, dass es diese Adresse nicht mehr gibt (410). Der Webhook ist abgeschaltet: Es wird nichts mehr an ihn gesendet.',
      failing:
        'Drei Tage lang konnte ein Ereignis nicht zugestellt werden. Der Webhook ist abgeschaltet: Es wird nichts mehr an ihn gesendet.',
    },
    next: 'Sobald der Empfänger wieder erreichbar ist, schalten Sie den Webhook über die API wieder ein. Was inzwischen geschieht, wird nicht von selbst nachgesendet; was fehlgeschlagen war, lässt sich aus der Liste der Zustellungen erneut senden, in der es 30 Tage bleibt.',
    footer: (site) => `Sie erhalten diese E-Mail, weil Sie die Termine auf ${site} verwalten.`,
    labels: { description: 'Beschreibung', since: 'Abgeschaltet', answer: 'Letzter Fehler' },
  },
  it: {
    subject: (hostname) => `Webhook disattivato: ${hostname}`,
    status: 'Disattivato',
    title: (hostname) => `Il webhook verso ${hostname}`,
    lead: {
      gone: 'Il destinatario ha risposto che questo indirizzo non esiste più (410). Il webhook è disattivato: non gli viene più inviato nulla.',
      failing:
        'Per tre giorni non è stato possibile consegnare un evento. Il webhook è disattivato: non gli viene più inviato nulla.',
    },
    next: 'Quando il destinatario sarà di nuovo raggiungibile, riattivi il webhook tramite l’API. Ciò che accade nel frattempo non viene inviato da sé; ciò che non è stato consegnato si può inviare di nuovo dall’elenco degli invii, dove resta per 30 giorni.',
    footer: (site) => `Riceve questo messaggio perché gestisce gli appuntamenti di ${site}.`,
    labels: { description: 'Descrizione', since: 'Disattivato', answer: 'Ultimo errore' },
  },
  pt: {
    subject: (hostname) => `Webhook desativado: ${hostname}`,
    status: 'Desativado',
    title: (hostname) => `O webhook para ${hostname}`,
    lead: {
      gone: 'O destinatário respondeu que este endereço já não existe (410). O webhook está desativado: nada mais lhe é enviado.',
      failing:
        'Durante três dias não foi possível entregar um evento. O webhook está desativado: nada mais lhe é enviado.',
    },
    next: 'Quando o destinatário voltar a funcionar, é preciso reativar o webhook pela API. O que acontece entretanto não é enviado automaticamente; o que falhou pode ser reenviado a partir da lista de envios, onde fica guardado por 30 dias.',
    footer: (site) => `Esta mensagem foi enviada porque administra as reuniões de ${site}.`,
    labels: { description: 'Descrição', since: 'Desativado', answer: 'Último erro' },
  },
  ja: {
    subject: (hostname) => `【停止】${hostname}へのWebhook`,
    status: '停止',
    title: (hostname) => `${hostname}へのWebhook`,
    lead: {
      gone: '送信先から、このアドレスはもう存在しないとの応答（410）がありました。Webhookを停止し、以後の送信を取りやめました。',
      failing: '3日間にわたりイベントを配信できませんでした。Webhookを停止し、以後の送信を取りやめました。',
    },
    next: '送信先が復旧しましたら、APIからWebhookを再開してください。停止中の出来事は自動では送信されません。配信できなかったものは、30日間保存される配信一覧から再送できます。',
    footer: (site) => `このメールは、${site}の予約を管理されている方にお送りしています。`,
    labels: { description: '説明', since: '停止日時', answer: '最後のエラー' },
  },
  ar: {
    subject: (hostname) => `إيقاف الويب هوك: ${hostname}`,
    status: 'موقوف',
    title: (hostname) => `الويب هوك إلى ${hostname}`,
    lead: {
      gone: 'أجاب المستقبِل بأن هذا العنوان لم يعد موجودًا (410). أُوقف الويب هوك، ولن يُرسل إليه شيء بعد الآن.',
      failing: 'تعذّر تسليم أحد الأحداث طوال ثلاثة أيام. أُوقف الويب هوك، ولن يُرسل إليه شيء بعد الآن.',
    },
    next: 'حين يعود المستقبِل إلى العمل، أعيدوا تشغيل الويب هوك عبر واجهة البرمجة. ما يحدث في هذه الأثناء لا يُرسل تلقائيًا، أما ما تعذّر تسليمه فيمكن إرساله من جديد من قائمة الإرسالات التي تُحفظ 30 يومًا.',
    footer: (site) => `وصلتكم هذه الرسالة لأنكم تديرون المواعيد في ${site}.`,
    labels: { description: 'الوصف', since: 'وقت الإيقاف', answer: 'آخر خطأ' },
  },
};
