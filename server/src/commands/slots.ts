import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import { answerCase } from '../domain/slot-case.ts';
import { failureLine } from '../failure-line.ts';

interface Flags {
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
  readonly duration?: string;
  readonly explain?: boolean;
}

/** `slots`: the engine laid open, over a file of cases or over the database. */
export function slotsCommand(): Command {
  return new Command('slots')
    .summary('ask the slot engine, over cases in a file or over the database')
    .description(
      'With a file: each line is a case (its fields, or an object that holds them as "input"), and each line out the array of its ' +
        'bookable starts; no settings and no database are needed. With --type: asks the database in BOOKER_DATA_DIR.',
    )
    .argument('[file]', 'cases, one JSON object a line; - reads standard input')
    .option('--type <slug>', 'the meeting type to ask about')
    .option('--from <instant>', 'first instant, like 2026-11-23T00:00:00Z')
    .option('--to <instant>', 'end, exclusive')
    .option('--duration <minutes>', "length to ask for (default: the type's first)")
    .option('--explain', 'say of each candidate start whether it is offered, or why not')
    .addHelpText(
      'after',
      `
Examples:
  $ meeting-booker slots cases.jsonl
  $ meeting-booker slots - < cases.jsonl
  $ meeting-booker slots --type intro --from 2026-11-23T00:00:00Z --to 2026-11-30T00:00:00Z --explain`,
    )
    .action(async (file: string | undefined, flags: Flags, command: Command) => {
      if (file !== undefined && flags.type === undefined) await answerFile(file);
      else if (file === undefined && flags.type && flags.from && flags.to) await answerType(flags as Required<Flags>);
      else command.error('error: give either a file, or --type with --from and --to', { exitCode: 2 });
    });
}

/** The first wrong line ends it, with its number. */
async function answerFile(file: string): Promise<void> {
  if (file !== '-' && statSync(file).isDirectory()) throw new Failure('invalid_request', `${file} is a folder.`);
  const lines = createInterface({ input: file === '-' ? process.stdin : createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    let starts: readonly string[];
    try {
      starts = answerCase(JSON.parse(line));
    } catch (error) {
      if (!(error instanceof Failure || error instanceof SyntaxError)) throw error;
      throw new Failure('invalid_request', `Line ${number}: ${failureLine(error)}`);
    }
    process.stdout.write(`${JSON.stringify(starts)}\n`);
  }
}

async function answerType(flags: Required<Flags>): Promise<void> {
  const range = { start: readInstant('--from', flags.from), end: readInstant('--to', flags.to) };
  const config = readConfig();
  const [{ compose }, { openLog }, { explainSlots }] = await Promise.all([
    import('../compose.ts'),
    import('../log.ts'),
    import('../actions/explain-slots.ts'),
  ]);
  const program = await compose(config, systemClock, openLog('silent'));
  try {
    const durationMinutes = flags.duration === undefined ? undefined : Number(flags.duration);
    const explanations = await explainSlots(program.ctx, { slug: flags.type, range, durationMinutes });
    if (flags.explain) {
      for (const { start, verdict, because } of explanations) {
        const kind = verdict.kind === 'unavailable' ? verdict.reason : verdict.kind;
        process.stdout.write(`${instantText(start)}  ${kind.padEnd(13)}  ${because}\n`);
      }
    } else {
      const offered = explanations.filter(({ verdict }) => verdict.kind === 'free' || verdict.kind === 'join');
      process.stdout.write(`${JSON.stringify(offered.map(({ start }) => instantText(start)))}\n`);
    }
  } finally {
    await program.stop();
  }
}

function readInstant(flag: string, text: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(instant)) return instant;
  throw new Failure('invalid_request', `${flag} must be an instant with an offset, like 2026-11-23T00:00:00Z.`);
}
