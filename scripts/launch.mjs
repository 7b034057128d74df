import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Runs on the machine's own Node (20 or newer) with built-ins alone: installs the workspace, then hands over to the
 * Node that the workspace pins. Everything after that is TypeScript.
 */

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const PINNED = join(root, 'node_modules', '.bin', 'node');

const TASKS = {
  build: ['scripts/build.ts'],
  check: ['scripts/check.ts'],
  test: ['scripts/test.ts'],
  bench: ['e2e/bench/run.ts'],
};

/** `start`, `build`, `check`, `test` or `bench`, and what stood after `--`. Ends the process with the task's own code. */
export async function launch([task, ...rest]) {
  if (task !== 'start' && !Object.hasOwn(TASKS, task)) {
    console.error(`usage: npm start | npm run ${Object.keys(TASKS).join(' | npm run ')}`);
    process.exit(2);
  }
  install();
  const node = pinnedNode();
  if (task === 'start') {
    console.log('Building the elements and the server …');
    exitUnless(spawnSync(node, ['scripts/build.ts', '--served'], options()));
    await handOver(node, ['server/dist/main.js', 'demo', ...rest]);
  } else {
    await handOver(node, [...TASKS[task], ...rest]);
  }
}

/** pnpm keeps a copy of the lockfile that it last installed; where it equals ours, nothing is left to do. */
function installed() {
  const record = join(root, 'node_modules', '.pnpm', 'lock.yaml');
  return (
    existsSync(PINNED) &&
    existsSync(record) &&
    readFileSync(record, 'utf8') === readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  );
}

function install() {
  if (installed()) return;
  const pin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).config.pnpm;
  console.log('Installing packages (about 20 seconds the first time) …');
  const ran = spawnSync('npx', ['--yes', pin, 'install', '--frozen-lockfile'], {
    ...options(),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.status === 0) return;
  console.error(`${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error ? `${ran.error.message}\n` : ''}`);
  console.error(`Installing the packages with ${pin} failed; its own words stand above.`);
  process.exit(1);
}

/** The workspace's Node, or this one where npm has none for the platform and this one is new enough. */
function pinnedNode() {
  if (existsSync(PINNED)) return realpathSync(PINNED);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `There is no pinned Node for ${process.platform}-${process.arch}; Node 24 or newer is needed here, and this is ${process.version}.`,
  );
  return process.exit(1);
}

/** npm's notes to its own scripts are not settings: handed on, they make npx and pnpm warn, or install elsewhere. */
function environment() {
  const env = { ...process.env };
  const own =
    /^npm_(lifecycle_|package_|command$|execpath$|node_execpath$|config_(local_prefix|global_prefix|prefix|node_gyp|npm_version|user_agent|init_module|globalconfig|noproxy)$)/i;
  for (const name of Object.keys(env)) if (own.test(name)) delete env[name];
  env.PATH = `${join(root, 'node_modules', '.bin')}${delimiter}${env.PATH ?? ''}`;
  return env;
}

function options() {
  return { cwd: root, env: environment(), stdio: 'inherit' };
}

function exitUnless(ran) {
  if (ran.error) console.error(ran.error.message);
  if (ran.status !== 0) process.exit(ran.status ?? 1);
}

/** Runs to the end in the foreground, passing signals on, and ends as the child ended. */
function handOver(node, args) {
  return new Promise(() => {
    const child = spawn(node, args, options());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      // A terminal sends Ctrl-C to the whole group; passed on, the child would hear it twice.
      process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
    }
    child.on('error', (error) => {
      console.error(error.message);
      process.exit(1);
    });
    child.on('exit', (code, signal) => {
      process.exit(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 1));
    });
  });
}
