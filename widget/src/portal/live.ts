/** Follows a meeting's changes until it is closed. */
export interface Live {
  close(): void;
}

const POLL_MS = 10_000;
const AGAIN_MS = 60_000;

/**
 * Calls `changed` when the server says that the meeting or its notes are other than before, and each time the page comes back into
 * view; where the stream of events cannot be had, each 10 s. While the page is hidden nothing is asked.
 */
export function follow(url: string, changed: () => void): Live {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let last: string | null = null;

  const poll = (on: boolean) => {
    clearInterval(polling);
    polling = on ? setInterval(changed, POLL_MS) : undefined;
  };

  const open = () => {
    source?.close();
    source = new EventSource(url);
    source.addEventListener('state', ({ data }: MessageEvent<string>) => {
      poll(false);
      // The first one after a break may tell of what happened in between.
      if (last !== null && data !== last) changed();
      last = data;
    });
    source.addEventListener('error', () => {
      if (polling === undefined) poll(true);
      // A browser gives up for good where the answer is no stream; it may be one later.
      if (source?.readyState === EventSource.CLOSED) setTimeout(() => isOpen() && open(), AGAIN_MS);
    });
  };

  const isOpen = () => source !== null;
  const rest = () => {
    source?.close();
    source = null;
    poll(false);
  };

  const look = () => {
    rest();
    if (document.visibilityState === 'hidden') return;
    changed();
    open();
  };
  document.addEventListener('visibilitychange', look);
  if (document.visibilityState !== 'hidden') open();
  return {
    close() {
      rest();
      document.removeEventListener('visibilitychange', look);
    },
  };
}
