import type { MailTemplate } from '../../domain/mail.ts';
import { capitalized } from '../time-formats.ts';
import type { Scene, Words } from './words.ts';

const STATUS: Readonly<Record<MailTemplate, string>> = {
  client_confirmed: 'Confirmada',
  client_awaiting: 'Aguarda confirmação',
  client_agreed: 'Confirmada',
  client_moved: 'Remarcada',
  client_changed: 'Alterada',
  client_declined: 'Recusada',
  client_cancelled: 'Cancelada',
  guest_invited: 'Convite',
  guest_agreed: 'Confirmada',
  guest_moved: 'Remarcada',
  guest_changed: 'Alterada',
  guest_removed: 'Convite retirado',
  guest_cancelled: 'Cancelada',
  host_booked: 'Nova reunião',
  host_awaiting: 'A confirmar',
  host_agreed: 'Confirmada',
  host_moved: 'Remarcada',
  host_changed: 'Alterada',
  host_declined: 'Recusada',
  host_cancelled: 'Cancelada',
  client_notes: 'Nova nota',
  host_notes: 'Nova nota',
  host_guest_accepted: 'Presença confirmada',
  host_guest_declined: 'Convite recusado',
  client_reminder: 'Lembrete',
  guest_reminder: 'Lembrete',
  host_reminder: 'Lembrete',
};

/** Of these the subject says when and what, and nothing before. */
const PLAIN: readonly MailTemplate[] = ['client_confirmed', 'guest_invited', 'host_booked'];

const actor = ({ by, client, hosts }: Scene) => (by === 'host' ? hosts : client);

/** In the passive, which needs no plural where several hosts act together. */
const LEADS: Readonly<Record<MailTemplate, (scene: Scene) => string>> = {
  client_confirmed: ({ hosts }) => `A sua reunião com ${hosts} está marcada.`,
  client_awaiting: ({ hosts, deadline, isMoved }) =>
    `${isMoved ? 'O novo horário da sua reunião' : 'Este horário'} ainda aguarda a confirmação de ${hosts}. Fica reservado${deadline ? ` até ${deadline}` : ' enquanto isso'}.`,
  client_agreed: ({ hosts }) => `A sua reunião foi confirmada por ${hosts}.`,
  client_moved: ({ hosts, by }) =>
    by === 'host' ? `A sua reunião foi remarcada por ${hosts}.` : `A sua reunião com ${hosts} foi remarcada.`,
  client_changed: ({ hosts, by, details }) =>
    by === 'host'
      ? `A sua reunião foi alterada por ${hosts}: ${details}.`
      : `A sua reunião com ${hosts} foi alterada: ${details}.`,
  client_declined: ({ hosts }) => `Este horário foi recusado por ${hosts}; por isso, a reunião não vai acontecer.`,
  client_cancelled: (scene) =>
    scene.by === 'client' ? `A sua reunião com ${scene.hosts} está cancelada.` : cancelled(scene),
  guest_invited: ({ client, hosts }) => `Recebeu um convite de ${client} para uma reunião com ${hosts}.`,
  guest_agreed: ({ client, hosts }) => `A reunião de ${client} com ${hosts} está confirmada.`,
  guest_moved: (scene) =>
    `Esta reunião foi remarcada por ${actor(scene)}.${scene.isOpen ? ` O novo horário ainda aguarda a confirmação de ${scene.hosts}.` : ''}`,
  guest_changed: (scene) => `Esta reunião foi alterada por ${actor(scene)}: ${scene.details}.`,
  guest_removed: ({ client, hosts }) =>
    `O seu convite para a reunião de ${client} com ${hosts} foi retirado; a sua presença já não é necessária.`,
  guest_cancelled: (scene) => cancelled(scene),
  host_booked: ({ client, by }) =>
    by === 'host' ? `A sua reunião com ${client} está marcada.` : `${client} marcou uma reunião na sua agenda.`,
  host_awaiting: ({ client, deadline, isMoved }) =>
    `${client} ${isMoved ? 'remarcou esta reunião e pede o novo horário' : 'pede este horário'}. ${deadline ? `Sem confirmação até ${deadline}, o horário volta a ficar livre.` : 'O horário fica reservado até ser confirmado.'}`,
  host_agreed: ({ client }) => `A reunião com ${client} está confirmada.`,
  host_moved: ({ client, by }) =>
    by === 'host' ? `A reunião com ${client} foi remarcada.` : `${client} remarcou a sua reunião.`,
  host_changed: (scene) => `Esta reunião foi alterada por ${actor(scene)}: ${scene.details}.`,
  host_declined: ({ client }) => `A reunião pedida por ${client} foi recusada.`,
  host_cancelled: (scene) =>
    scene.by === 'system'
      ? 'Ninguém confirmou este horário a tempo: a reunião está cancelada e o horário voltou a ficar livre.'
      : cancelled(scene),
  client_notes: ({ notes }) =>
    notes > 1 ? 'Há novas notas sobre a sua reunião.' : 'Há uma nova nota sobre a sua reunião.',
  host_notes: ({ client, notes }) => `${client} escreveu ${notes > 1 ? 'notas' : 'uma nota'} sobre a sua reunião.`,
  host_guest_accepted: ({ guest, client }) => `${guest} confirmou presença na reunião com ${client}.`,
  host_guest_declined: ({ guest, client }) =>
    `${guest} recusou o convite para a reunião com ${client}, que continua marcada.`,
  client_reminder: ({ hosts, near }) => `A sua reunião com ${hosts} começa ${near}.`,
  guest_reminder: ({ client, hosts, near }) => `A reunião de ${client} com ${hosts} começa ${near}.`,
  host_reminder: ({ client, near }) => `A sua reunião com ${client} começa ${near}.`,
};

function cancelled(scene: Scene): string {
  if (scene.by === 'system') return 'Este horário não foi confirmado a tempo; por isso, a reunião não vai acontecer.';
  return `Esta reunião foi cancelada por ${actor(scene)}.`;
}

function statusOf(template: MailTemplate, { notes }: Scene): string {
  return notes > 1 ? 'Novas notas' : STATUS[template];
}

/** What mails say, in a Portuguese for Portugal and Brazil alike: no pronoun and no word that only one of them uses. */
export const portuguese: Words = {
  subject(template, scene, when, title, other) {
    const what = `${when}: ${title} com ${other}`;
    if (PLAIN.includes(template)) return capitalized(what);
    return template.endsWith('_moved') ? `Remarcada para ${what}` : `${statusOf(template, scene)}: ${what}`;
  },
  status: statusOf,
  lead: (template, scene) => LEADS[template](scene),
  next(template, { hasInvitation }) {
    if (template === 'client_awaiting') return 'Assim que houver resposta, avisamos. Até lá, não é preciso fazer nada.';
    if (!hasInvitation) return null;
    if (/_(?:cancelled|declined|removed)$/.test(template)) return 'O anexo retira a reunião do seu calendário.';
    if (template === 'guest_invited')
      return 'Aceite ou recuse com o convite em anexo; a resposta chega a quem organiza a reunião.';
    if (PLAIN.includes(template)) return 'O convite em anexo coloca a reunião no seu calendário.';
    return 'O convite em anexo atualiza o seu calendário.';
  },
  footer(template, { client, site }) {
    if (template.startsWith('client'))
      return `Esta mensagem foi enviada porque este endereço foi indicado em uma reserva em ${site}. Se não reconhece a reserva, não é preciso fazer nada.`;
    if (template.startsWith('guest'))
      return `Esta mensagem foi enviada porque ${client} indicou o seu endereço em uma reserva em ${site}.`;
    return `Esta mensagem foi enviada porque as suas reuniões podem ser marcadas em ${site}.`;
  },
  labels: {
    where: 'Local',
    with: 'Com',
    client: 'Cliente',
    hosts: 'Anfitriões',
    guests: 'Convidados',
    message: 'Mensagem',
    reason: 'Motivo',
    fromSite: 'Do site',
    addTo: 'Adicionar ao calendário',
    was: 'Antes',
  },
  actions: {
    manage: 'Ver a reunião',
    see: 'Ver a reunião',
    join: 'Entrar na chamada',
    bookAgain: 'Marcar outro horário',
    move: 'Remarcar',
    cancel: 'Cancelar a reunião',
    answer: 'Ler e responder',
  },
  details: {
    title: 'o título',
    location: 'o local',
    guests: 'os convidados',
    description: 'a mensagem',
    answers: 'as respostas',
  },
  openUntil: (until) => `Surgiu um imprevisto? Até ${until}:`,
  writeTo: (name) => `Escrever a ${name}`,
  yesOrNo: (value) => (value ? 'Sim' : 'Não'),
  labelled: (label, value) => `${label}: ${value}`,
  comma: ', ',
};
