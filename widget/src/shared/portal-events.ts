/** What events tell of a meeting: nothing that names anybody, and no link, since the page's analytics hear it. */
export interface MeetingDetail {
  readonly meetingId: string;
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly status: string;
}

/** Every event of the portal and its detail. */
export interface PortalEvents {
  'mb-ready': { scope: 'client' | 'meeting' | 'guest' };
  'mb-rescheduled': MeetingDetail;
  'mb-cancelled': MeetingDetail;
  'mb-note': { meetingId: string; noteId: string; change: 'written' | 'edited' | 'deleted' };
  'mb-error': {
    phase: 'portal' | 'meeting' | 'type' | 'slots' | 'change' | 'note' | 'link';
    code: string;
    status: number;
    retryable: boolean;
    requestId: string | null;
  };
}
