import type { BookerEvents } from 'meeting-booker';
import type {} from 'meeting-booker/react';
import { useMemo, useState } from 'react';

interface Props {
  /** Who is signed in. */
  person: { name: string; email: string };
}

/** The page of somebody who is signed in: the booker knows them, and the page hears of the booking. */
export function App({ person }: Props) {
  const [booked, setBooked] = useState<BookerEvents['mb-booked'] | null>(null);
  // A new object would be a new prefill at each rendering.
  const prefill = useMemo(() => ({ name: person.name, email: person.email }), [person.name, person.email]);

  return (
    <main>
      <h1>Book your next session</h1>
      <meeting-booker
        server="http://localhost:4000"
        type="intro"
        prefill={prefill}
        onmb-booked={(event) => setBooked(event.detail)}
      />
      <p role="status">{booked && `Booked: ${inWords(booked)}`}</p>
    </main>
  );
}

function inWords({ start, timeZone }: BookerEvents['mb-booked']): string {
  return new Date(start).toLocaleString('en', { timeZone, dateStyle: 'full', timeStyle: 'short' });
}
