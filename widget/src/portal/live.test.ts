import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { follow } from './live.ts';

/* The browser's parts that the stream stands on, as far as it uses them. */

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  constructor() {
    super();
    Source.all.push(this);
  }
  close() {
    this.readyState = 2;
  }
  state(data: string) {
    this.dispatchEvent(Object.assign(new Event('state'), { data }));
  }
}

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const look = (visibilityState: string) => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('document', page);
  page.visibilityState = 'visible';
  Source.all = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells of a change, not of the state that it began with', () => {
  const changed = vi.fn();
  const live = follow('/events', changed);
  const [source] = Source.all;
  source?.state('1');
  source?.state('1');
  expect(changed).not.toHaveBeenCalled();
  source?.state('2');
  expect(changed).toHaveBeenCalledTimes(1);
  live.close();
});

it('asks each ten seconds while the stream is broken, and no longer once it is there again', () => {
  const changed = vi.fn();
  const live = follow('/events', changed);
  const [source] = Source.all;
  source?.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(30_000);
  expect(changed).toHaveBeenCalledTimes(3);
  source?.state('1');
  vi.advanceTimersByTime(30_000);
  expect(changed).toHaveBeenCalledTimes(3);
  live.close();
});

it('tries the stream again after a minute where the browser has given it up', () => {
  const live = follow('/events', () => {});
  const [source] = Source.all;
  source?.close();
  source?.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(60_000);
  expect(Source.all).toHaveLength(2);
  live.close();
});

it('asks nothing while the page is hidden, and at once when it is seen again', () => {
  const changed = vi.fn();
  const live = follow('/events', changed);
  look('hidden');
  expect(Source.all[0]?.readyState).toBe(2);
  vi.advanceTimersByTime(120_000);
  expect(changed).not.toHaveBeenCalled();
  look('visible');
  expect(changed).toHaveBeenCalledTimes(1);
  expect(Source.all).toHaveLength(2);
  live.close();
});

it('asks nothing once it is closed', () => {
  const changed = vi.fn();
  const live = follow('/events', changed);
  Source.all[0]?.dispatchEvent(new Event('error'));
  live.close();
  look('visible');
  vi.advanceTimersByTime(120_000);
  expect(changed).not.toHaveBeenCalled();
  expect(Source.all).toHaveLength(1);
});
