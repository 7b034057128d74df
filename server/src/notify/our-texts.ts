import type { OwedMail } from '../domain/mail.ts';
import type { Editable, MailTexts } from '../domain/own-text.ts';
import type { Language } from './languages.ts';
import { samplesOf } from './template-samples.ts';
import { AGENDA_WORDS } from './templates/agenda-words.ts';
import { LINK_WORDS } from './templates/link-words.ts';
import { SAID } from './templates/said.ts';
import type { Scene } from './templates/words.ts';

const SITE = '{{ site.name }}';
const START = '{{ meeting.start }}';

/**
 * Our own text of a mail, written as a host would write theirs: what to begin from when changing it. Ours say a little more than that by
 * themselves (who cancelled, how many notes), and so this is what they say most often.
 */
export function ourTexts(template: Editable, language: Language): MailTexts {
  if (template === 'client_link') {
    const said = LINK_WORDS[language];
    return { subject: said.subject(SITE), opening: said.lead(SITE), closing: said.next('{{ link.until }}') };
  }
  if (template === 'host_agenda') {
    const said = AGENDA_WORDS[language];
    const meetings = '{{ day.meetings }}';
    return {
      subject: said.subject('{{ day.date }}', meetings),
      opening: said.lead(meetings),
      closing: said.times('{{ day.zone }}'),
    };
  }
  const [sample] = samplesOf(template, { locale: language, timeZone: 'Etc/UTC' });
  const scene = sceneOf(sample as OwedMail);
  const said = SAID[language];
  const other = template.startsWith('host_') ? scene.client : scene.hosts;
  return {
    subject: said
      .subject(template, scene, START, '{{ meeting.title }}', other)
      .replace(/^\{\{ meeting\.start \}\}/, begun(language)),
    opening: said.lead(template, scene),
    closing: said.next(template, scene),
  };
}

/** These write days small, but not where a line begins. */
const SMALL_DAYS: readonly Language[] = ['fr', 'es', 'it', 'pt'];

function begun(language: Language): string {
  return SMALL_DAYS.includes(language) ? '{{ meeting.start | capitalize }}' : START;
}

function sceneOf({ meeting, by, was, details, invitation, notes }: OwedMail): Scene {
  return {
    client: '{{ client.name }}',
    hosts: '{{ host.name }}',
    deadline: meeting.confirmBy === null ? null : '{{ meeting.confirmBy }}',
    by: by ?? meeting.cancelledBy,
    isMoved: was !== undefined,
    isOpen: meeting.status === 'scheduled',
    details: details ? '{{ change.details }}' : '',
    hasInvitation: invitation !== null,
    notes: notes?.length ?? 0,
    guest: '{{ guest.name }}',
    near: '{{ meeting.near }}',
    site: SITE,
  };
}
