import { refresh, show } from './navigation.ts';
import { PortalElement } from './portal-element.ts';

/**
 * A client's meetings, by the link in their mail: what is ahead, what is over, and of each meeting its facts and notes; moves
 * and cancels them. What a page sets on it stands in portal-settings.ts.
 *
 * @tag meeting-portal
 *
 * @fires {CustomEvent<{scope: 'client' | 'meeting' | 'guest'}>} mb-ready - the token opened something
 * @fires {CustomEvent<{meetingId: string, uid: string, start: string, end: string, timeZone: string, status: string}>} mb-rescheduled - a meeting was moved, and only then
 * @fires {CustomEvent<{meetingId: string, uid: string, start: string, end: string, timeZone: string, status: string}>} mb-cancelled - a meeting was cancelled, and only then
 * @fires {CustomEvent<{meetingId: string, noteId: string, change: 'written' | 'edited' | 'deleted'}>} mb-note - a note was written, edited or deleted here
 * @fires {CustomEvent<{phase: 'portal' | 'meeting' | 'type' | 'slots' | 'change' | 'note' | 'link', code: string, status: number, retryable: boolean, requestId: string | null}>} mb-error - something could not be read or changed
 *
 * @slot header - above everything
 * @slot footer - beneath everything
 *
 * @csspart root - everything
 * @csspart panel - the sheet
 * @csspart heading - its title
 * @csspart agenda - what stands ahead, by day
 * @csspart next-meeting - the next meeting
 * @csspart day-heading - a day's name
 * @csspart meeting - a meeting, in the list or open
 * @csspart join - to the call
 * @csspart book - to a booking page
 * @csspart past - past meetings
 * @csspart more - more of them
 * @csspart calendar - the month
 * @csspart timezone - the zone that times are told in
 * @csspart status-text - how a meeting stands, in words
 * @csspart outcome - what was just done
 * @csspart move - moves the meeting
 * @csspart cancel - cancels it, after asking
 * @csspart edit - changes details
 * @csspart decline - declines, for a guest
 * @csspart ask - what is asked before something is changed
 * @csspart field - a field with its label
 * @csspart label - its label
 * @csspart input - its control
 * @csspart submit - does what is asked
 * @csspart back - back
 * @csspart add-to-calendar - the ways into a calendar
 * @csspart link - one of them
 * @csspart notes - the notes
 * @csspart note - one of them
 * @csspart history - its earlier texts
 * @csspart share - shares a note
 * @csspart link-form - sends a client their link
 * @csspart error - what kept something from being read or changed
 * @csspart alternatives - other times, where the chosen one was taken
 * @csspart status - what is said to those who do not see
 *
 * @cssprop --mb-accent - the one accent; every tint and every contrast is derived from it
 * @cssprop --mb-bg - the sheet's ground
 * @cssprop --mb-fg - text
 * @cssprop --mb-font - font family; by default the page's
 * @cssprop --mb-font-size - the size that all others follow
 * @cssprop --mb-radius - the sheet's corners
 * @cssprop --mb-control-radius - the corners of buttons and fields
 * @cssprop --mb-max-width - the sheet's greatest width
 */
export class MeetingPortal extends PortalElement {
  /** Of the element's code. */
  static readonly version = '0.1.0';

  /** Registers the element under a tag, once; a page may choose another name or a scoped registry. */
  static define(tag = 'meeting-portal', registry: CustomElementRegistry = customElements): void {
    // A class can bear one name in a registry; its subclasses bear the others.
    if (!registry.get(tag)) registry.define(tag, class extends MeetingPortal {});
  }

  /** The id of the open meeting; empty where none is. */
  get openMeeting(): string {
    return this.portal?.open?.meeting.id ?? '';
  }

  /** Opens a meeting by its id. */
  async show(id: string): Promise<void> {
    await this.updateComplete;
    if (this.portal) await show(this.portal, { id, task: null });
  }

  /** Reads everything shown anew. */
  async refresh(): Promise<void> {
    await this.updateComplete;
    if (this.portal) await refresh(this.portal);
  }
}
