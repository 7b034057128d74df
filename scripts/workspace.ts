import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace's root folder, absolute. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What a program said (standard output and error, in order of arrival) and how it ended; `code` is 1 after a signal. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
  readonly seconds: number;
}

/** What is added to this process's environment; an undefined variable is taken away. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs one program to its end, keeping what it says. Never throws for a failing program. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Environment } = {},
): Promise<Ran> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    const end = (code: number, more = '') =>
      resolve({ code, output: output + more, stdout, seconds: (performance.now() - started) / 1000 });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', (error) => end(1, `${error.message}\n`));
    child.on('close', (code, signal) => end(code ?? 1, signal ? `ended by ${signal}\n` : ''));
  });
}

/** Runs a tool that a member of the workspace ('' is the root) installs, on this very Node. */
export function tool(
  member: '' | 'widget' | 'server' | 'e2e' | 'examples/vue',
  name: string,
  args: readonly string[],
  env: Environment = {},
): Promise<Ran> {
  const cwd = join(root, member);
  return run(process.execPath, [join(cwd, 'node_modules', '.bin', name), ...args], { cwd, env });
}
