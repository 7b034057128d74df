import { describe, expect, it } from 'vitest';
import { ApiFailure, type BookingBody, type TypeApi } from '../shared/api.ts';
import { sourceApi } from './page-source.ts';
import type { DataSource } from './page-types.ts';
import type { VisitElement } from './visit.ts';

const server = { type: async () => 'the server’s', slots: async () => 'the server’s' } as unknown as TypeApi;
const element = (dataSource: DataSource) =>
  ({ type: 'intro', dataSource, kit: { ApiFailure } }) as unknown as VisitElement;
const { signal } = new AbortController();
const BOOKING = {} as BookingBody;

describe('a page’s own answers', () => {
  it('stand in the place of the server’s, and only those that it gives', async () => {
    const api = sourceApi(server, element({ getType: async () => 'the page’s' as never }));
    expect(await api.type(signal)).toBe('the page’s');
    expect(await api.slots({ timeZone: 'UTC' }, 0, 1, signal)).toBe('the server’s');
    expect(api.book?.(BOOKING, 'key')).toBeUndefined();
  });

  it('are asked with the type, the span and the zone', async () => {
    const asked: unknown[] = [];
    const api = sourceApi(server, element({ getSlots: async (query) => asked.push(query) as never }));
    await api.slots({ timeZone: 'UTC', durationMinutes: 30 }, 0, 86_400_000, signal);
    expect(asked).toEqual([
      {
        type: 'intro',
        timeZone: 'UTC',
        durationMinutes: 30,
        from: '1970-01-01T00:00:00.000Z',
        to: '1970-01-02T00:00:00.000Z',
      },
    ]);
  });

  it('fail by their code, with what the server would tell beside it', async () => {
    const taken = { code: 'slot_taken', status: 409, alternatives: ['2026-11-24T14:00:00Z'] };
    const api = sourceApi(server, element({ book: () => Promise.reject(taken) }));
    await expect(api.book?.(BOOKING, 'key')).rejects.toMatchObject({
      name: 'ApiFailure',
      code: 'slot_taken',
      status: 409,
      problem: { alternatives: taken.alternatives },
    });
  });

  it('fail as unexpected by anything else', async () => {
    const api = sourceApi(server, element({ book: () => Promise.reject(new Error('oops')) }));
    await expect(api.book?.(BOOKING, 'key')).rejects.toMatchObject({ code: 'unexpected', status: 0 });
  });

  it('count for nothing once nobody waits', async () => {
    const stop = new AbortController();
    const api = sourceApi(server, element({ getType: async () => 'late' as never }));
    const answer = api.type(stop.signal);
    stop.abort();
    await expect(answer).rejects.toThrow('abort');
  });
});
