/** What is being done with the open meeting. */
export type Task = 'move' | 'cancel' | 'edit' | 'decline';

/** Which meeting is open, if any (null: the list, or the only one), and what is being done with it. */
export interface Place {
  readonly id: string | null;
  readonly task: Task | null;
}

const TASKS: readonly string[] = ['move', 'cancel', 'edit', 'decline'] satisfies Task[];

/** `#mtg_1/move` → that meeting, being moved; `#move` → the only one; anything else that a page may have there → nothing of ours. */
export function readFragment(hash: string): Place {
  const parts = hash.replace(/^#/, '').split('/');
  return {
    id: parts.find((part) => /^mtg_\w+$/.test(part)) ?? null,
    task: (parts.find((part) => TASKS.includes(part)) as Task | undefined) ?? null,
  };
}

/** The other way round; empty for the list. */
export const fragment = ({ id, task }: Place): string => {
  const parts = [id, task].filter(Boolean);
  return parts.length ? `#${parts.join('/')}` : '';
};
