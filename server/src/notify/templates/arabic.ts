import type { MailTemplate } from '../../domain/mail.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'مؤكَّد',
  client_awaiting: 'بانتظار التأكيد',
  client_agreed: 'مؤكَّد',
  client_moved: 'تغيّر الموعد',
  client_changed: 'تعديل',
  client_declined: 'اعتذار',
  client_cancelled: 'أُلغي',
  guest_invited: 'دعوة',
  guest_agreed: 'مؤكَّد',
  guest_moved: 'تغيّر الموعد',
  guest_changed: 'تعديل',
  guest_removed: 'سحب الدعوة',
  guest_cancelled: 'أُلغي',
  host_booked: 'موعد جديد',
  host_awaiting: 'يحتاج إلى تأكيد',
  host_agreed: 'مؤكَّد',
  host_moved: 'تغيّر الموعد',
  host_changed: 'تعديل',
  host_declined: 'اعتذار',
  host_cancelled: 'أُلغي',
  client_notes: 'ملاحظة جديدة',
  host_notes: 'ملاحظة جديدة',
  host_guest_accepted: 'قبول الدعوة',
  host_guest_declined: 'اعتذار عن الدعوة',
  client_reminder: 'تذكير',
  guest_reminder: 'تذكير',
  host_reminder: 'تذكير',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const plurals = new Intl.PluralRules('ar');
/** One, two, and any number beyond, which is not named: so no third, fourth and fifth form is needed. */
const newNotes = (count: number) =>
  ({ one: 'ملاحظة جديدة', two: 'ملاحظتان جديدتان' })[plurals.select(count) as string] ?? 'ملاحظات جديدة';

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** By nouns ("was changed by …"), which hold whatever the number and gender of those who act. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `تم حجز موعدكم مع ${hosts}.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'الوقت الجديد لموعدكم' : 'هذا الوقت'} بانتظار التأكيد من ${hosts}، وهو محجوز لكم${deadline ? ` حتى ${deadline}` : ' إلى ذلك الحين'}.`,
  client_agreed: ({ hosts }) => `تم تأكيد موعدكم من قِبل ${hosts}.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `تم نقل موعدكم إلى وقت آخر من قِبل ${hosts}.` : `تم نقل موعدكم مع ${hosts} إلى وقت آخر.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host' ? `تم تعديل موعدكم من قِبل ${hosts}: ${details}.` : `تم تعديل موعدكم مع ${hosts}: ${details}.`,
  client_declined: ({ hosts }) => `نعتذر، لم يناسب هذا الوقت ${hosts}، ولذلك لن يُعقد الموعد.`,
  client_cancelled: (scene) => (scene.by === 'client' ? `تم إلغاء موعدكم مع ${scene.hosts}.` : cancelled(scene)),
  guest_invited: ({ client, hosts }) => `وصلتكم دعوة من ${client} إلى موعد مع ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `تم تأكيد موعد ${client} مع ${hosts}.`,
  guest_moved: (scene) =>
    `تم نقل هذا الموعد إلى وقت آخر من قِبل ${actor(scene)}.${scene.isOpen ? ` الوقت الجديد بانتظار التأكيد من ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `تم تعديل هذا الموعد من قِبل ${actor(scene)}: ${scene.details}.`,
  guest_removed: ({ client, hosts }) => `تم سحب دعوتكم إلى موعد ${client} مع ${hosts}، ولا حاجة إلى حضوركم.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `تم حجز موعدكم مع ${client}.` : `تم حجز موعد معكم من قِبل ${client}.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${isMoved ? `تم نقل هذا الموعد من قِبل ${client}، والوقت الجديد بانتظار تأكيدكم` : `وصلكم طلب من ${client} لهذا الوقت`}. ${deadline ? `إن لم يُؤكَّد قبل ${deadline} فسيعود متاحًا.` : 'وهو محجوز إلى أن يُؤكَّد.'}`,
  host_agreed: ({ client }) => `تم تأكيد الموعد مع ${client}.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `تم نقل الموعد مع ${client} إلى وقت آخر.` : `تم نقل الموعد معكم إلى وقت آخر من قِبل ${client}.`,
  host_changed: (scene) => `تم تعديل هذا الموعد من قِبل ${actor(scene)}: ${scene.details}.`,
  host_declined: ({ client }) => `تم الاعتذار عن طلب الموعد من ${client}.`,
  host_cancelled: (scene) =>
    scene.by === 'system' ? 'لم يُؤكَّد هذا الوقت في المهلة المحددة، فأُلغي الموعد وعاد الوقت متاحًا.' : cancelled(scene),
  client_notes: ({ notes }) => `وصلتكم ${newNotes(notes)} بشأن موعدكم.`,
  host_notes: ({ client, notes }) => `وصلتكم ${newNotes(notes)} من ${client} بشأن الموعد معكم.`,
  host_guest_accepted: ({ guest, client }) => `تم قبول الدعوة إلى الموعد مع ${client} من قِبل ${guest}.`,
  host_guest_declined: ({ guest, client }) => `تم الاعتذار عن حضور الموعد مع ${client} من قِبل ${guest}، والموعد قائم.`,
  client_reminder: ({ hosts, near }) => `نذكّركم بموعدكم مع ${hosts} ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `نذكّركم بموعد ${client} مع ${hosts} ${near}.`,
  host_reminder: ({ client, near }) => `نذكّركم بموعدكم مع ${client} ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'لم يُؤكَّد هذا الوقت في المهلة المحددة، ولذلك لن يُعقد الموعد.';
  return `تم إلغاء هذا الموعد من قِبل ${actor(scene)}.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? newNotes(notes) : STATUS[template];
}

/** What mails say, in Arabic, in the polite plural. Names come isolated, so that a Latin one turns nothing around it. */
export const arabic: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} مع ${other}`;
    return PLAIN.includes(template) ? what : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting') return 'سنراسلكم فور وصول الرد، ولا يلزمكم فعل أي شيء حتى ذلك الحين.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template)) return 'الملف المرفق يحذف الموعد من تقويمكم.';
    if (template === 'guest_invited') return 'يمكنكم القبول أو الاعتذار من خلال الدعوة المرفقة، ويصل الرد إلى المنظِّم.';
    if (PLAIN.includes(template)) return 'الدعوة المرفقة تضيف الموعد إلى تقويمكم.';
    return 'الدعوة المرفقة تحدّث تقويمكم.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `وصلتكم هذه الرسالة لأن هذا العنوان أُدخل عند الحجز في ${site}. إن لم يكن الحجز لكم فلا يلزمكم فعل أي شيء.`;
    if (template.startsWith('guest'))
      return `وصلتكم هذه الرسالة لأن عنوانكم أُدخل ضمن ضيوف ${client} عند الحجز في ${site}.`;
    return `وصلتكم هذه الرسالة لأن حجز المواعيد معكم متاح في ${site}.`;
  },
  labels: {
    where: 'المكان',
    with: 'مع',
    client: 'صاحب الحجز',
    hosts: 'الفريق',
    guests: 'الضيوف',
    message: 'الرسالة',
    reason: 'السبب',
    fromSite: 'من الموقع',
    addTo: 'إضافة إلى التقويم',
    was: 'سابقًا',
  },
  actions: {
    manage: 'عرض موعدكم',
    see: 'عرض الموعد',
    join: 'الانضمام إلى المكالمة',
    bookAgain: 'حجز وقت آخر',
    move: 'تغيير الوقت',
    cancel: 'إلغاء الموعد',
    answer: 'القراءة والرد',
  },
  details: {
    title: 'العنوان',
    location: 'المكان',
    guests: 'الضيوف',
    description: 'الرسالة',
    answers: 'الإجابات',
  },
  openUntil: (until) => `هل طرأ ما يمنعكم؟ حتى ${until}:`,
  writeTo: (name) => `مراسلة ${name}`,
  yesOrNo: (value) => (value ? 'نعم' : 'لا'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: '، ',
};
