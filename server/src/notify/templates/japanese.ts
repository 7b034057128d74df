import type { MailTemplate } from '../../domain/mail.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'ご予約確定',
  client_awaiting: '確認待ち',
  client_agreed: 'ご予約確定',
  client_moved: '日時変更',
  client_changed: '内容変更',
  client_declined: 'お受けできません',
  client_cancelled: 'キャンセル',
  guest_invited: 'ご招待',
  guest_agreed: '予約確定',
  guest_moved: '日時変更',
  guest_changed: '内容変更',
  guest_removed: 'ご招待の取り消し',
  guest_cancelled: 'キャンセル',
  host_booked: '新しいご予約',
  host_awaiting: '要確認',
  host_agreed: '予約確定',
  host_moved: '日時変更',
  host_changed: '内容変更',
  host_declined: '辞退済み',
  host_cancelled: 'キャンセル',
  client_notes: '新しいメモ',
  host_notes: '新しいメモ',
  host_guest_accepted: 'ゲスト出席',
  host_guest_declined: 'ゲスト欠席',
  client_reminder: 'リマインダー',
  guest_reminder: 'リマインダー',
  host_reminder: 'リマインダー',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

/** The client is spoken of with "様"; one's own people, to whom the reader is the guest, are not. */
const sir = (name: string) => `${name}様`;
const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : sir(client));

/** The runtime sets figures apart from what they count, which nobody does in a sentence. */
const joined = (near: string) => near.replaceAll(' ', '');

const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `${hosts}とのご予約を承りました。`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? '変更後の日時' : 'この日時'}は、${hosts}の確認をもって確定します。${deadline ? `${deadline}まで` : 'それまで'}お時間を確保しております。`,
  client_agreed: ({ hosts }) => `${hosts}がご予約を確認し、日時が確定しました。`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `${hosts}がご予約の日時を変更しました。` : `${hosts}とのご予約の日時を変更しました。`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `${hosts}がご予約の内容（${details}）を変更しました。`
      : `${hosts}とのご予約の内容（${details}）を変更しました。`,
  client_declined: ({ hosts }) => `申し訳ございません。この日時は${hosts}の都合によりお受けできませんでした。`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `${scene.hosts}とのご予約をキャンセルしました。` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `${sir(client)}より、${hosts}との打ち合わせにご招待です。`,
  guest_agreed: ({ client, hosts }) => `${sir(client)}と${hosts}の打ち合わせの日時が確定しました。`,
  guest_moved: (scene) =>
    `${actor(scene)}が打ち合わせの日時を変更しました。${scene.isOpen ? `新しい日時は${scene.hosts}の確認をもって確定します。` : ''}`,
  guest_changed: (scene) => `${actor(scene)}が打ち合わせの内容（${scene.details}）を変更しました。`,
  guest_removed: ({ client, hosts }) =>
    `${sir(client)}と${hosts}の打ち合わせへのご招待は取り消されました。ご参加いただく必要はありません。`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `${sir(client)}との予約が入りました。` : `${sir(client)}からご予約が入りました。`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${sir(client)}が${isMoved ? 'この予約の日時を変更し、新しい日時' : 'この日時'}を希望しています。${deadline ? `${deadline}までに確認がない場合、この日時は空き時間に戻ります。` : '確認されるまで、この日時を確保しています。'}`,
  host_agreed: ({ client }) => `${sir(client)}との予約が確定しました。`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `${sir(client)}との予約の日時を変更しました。` : `${sir(client)}が予約の日時を変更しました。`,
  host_changed: (scene) => `${actor(scene)}が予約の内容（${scene.details}）を変更しました。`,
  host_declined: ({ client }) => `${sir(client)}からの予約のご希望を辞退しました。`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? '期限までに確認がなかったため、予約はキャンセルされ、この日時は空き時間に戻りました。'
      : cancelled(scene),
  client_notes: () => 'ご予約について、新しいメモが届いています。',
  host_notes: ({ client }) => `${sir(client)}が予約にメモを書きました。`,
  host_guest_accepted: ({ guest, client }) =>
    `${sir(guest)}より、${sir(client)}との打ち合わせに出席とのご回答がありました。`,
  host_guest_declined: ({ guest, client }) =>
    `${sir(guest)}より、${sir(client)}との打ち合わせに欠席とのご回答がありました。打ち合わせは予定どおり行われます。`,
  client_reminder: ({ hosts, near }) => `${hosts}とのご予約は${joined(near)}です。`,
  guest_reminder: ({ client, hosts, near }) => `${sir(client)}と${hosts}の打ち合わせは${joined(near)}です。`,
  host_reminder: ({ client, near }) => `${sir(client)}との予約は${joined(near)}です。`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return '期限までに確認が取れなかったため、この日時では承れませんでした。';
  return `${actor(scene)}がこの予約をキャンセルしました。`;
}

/** What mails say, in Japanese, in the polite style of a firm that writes to its customers. */
export const japanese: Words = {
  subject(template, _scene, when, title, other) {
    const what = `${when} ${title}（${template.startsWith('host_') ? sir(other) : other}）`;
    return PLAIN.includes(template) ? what : `【${STATUS[template]}】${what}`;
  },
  status: (template) => STATUS[template],
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting')
      return '確認が取れ次第、メールでお知らせします。それまでのお手続きは必要ありません。';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template))
      return '添付ファイルを開くと、カレンダーから予定が削除されます。';
    if (template === 'guest_invited') return '添付の招待状から出欠をお知らせください。主催者に届きます。';
    if (PLAIN.includes(template)) return '添付の招待状を開くと、カレンダーに予定が追加されます。';
    return '添付の招待状を開くと、カレンダーの予定が更新されます。';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `このメールは、${site}でのご予約の際に入力されたアドレス宛てにお送りしています。お心当たりのない場合は、そのまま破棄してください。`;
    if (template.startsWith('guest'))
      return `このメールは、${sir(client)}が${site}でのご予約の際にゲストとして入力されたアドレス宛てにお送りしています。`;
    return `このメールは、${site}で予約を受け付けている方にお送りしています。`;
  },
  labels: {
    where: '場所',
    with: '出席者',
    client: 'お客様',
    hosts: '担当者',
    guests: 'ゲスト',
    message: 'メッセージ',
    reason: '理由',
    fromSite: 'サイトからの情報',
    addTo: 'カレンダーに追加',
    was: '変更前',
  },
  actions: {
    manage: 'ご予約を見る',
    see: '打ち合わせを見る',
    join: '通話に参加する',
    bookAgain: '別の日時を予約する',
    move: '日時を変更する',
    cancel: '予約をキャンセルする',
    answer: '読んで返信する',
  },
  details: {
    title: '件名',
    location: '場所',
    guests: 'ゲスト',
    description: 'メッセージ',
    answers: 'ご回答',
  },
  openUntil: (until) => `ご都合が変わりましたら、${until}まで変更を承ります：`,
  writeTo: (name) => `${sir(name)}にメールを書く`,
  yesOrNo: (value) => (value ? 'はい' : 'いいえ'),
  labelled: (label, value) => `${label}：${value}`,
  comma: ' ',
};
