import type { ApiFailure } from './api.ts';

/** Asks with these headers besides; where the server wants work to be done first, which it does only under attack, does it and asks again. */
export async function withWork<T>(ask: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  let headers = {};
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask(headers);
    } catch (cause) {
      const { code, problem } = cause as ApiFailure;
      if (code !== 'proof_required' || !problem.challenge || tries > 1) throw cause;
      try {
        const { solve } = await import('./solve.ts');
        headers = { 'proof-of-work': await solve(problem.challenge) };
      } catch {
        // What kept the work from being done is no better told than what asked for it.
        throw cause;
      }
    }
  }
}
