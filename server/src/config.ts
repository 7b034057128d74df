import { readFileSync } from 'node:fs';
import { type MailConfig, mailMistakes } from './mail-settings.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';
import { type SmsConfig, smsMistakes } from './sms-settings.ts';

type SettingKey = keyof typeof settings;

/** Every setting, read and checked; what is unset has its fallback. Frozen. */
export type Config = {
  readonly [Key in SettingKey]: (typeof settings)[Key] extends Setting<infer Value> ? Value : never;
};

/** What was given for one setting, and by which name, so that a complaint can name it. */
interface Given {
  readonly name: string;
  readonly text: string;
}

/** The settings cannot be used as they are. The message is one line that names every bad value and no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads every setting of the table from the environment, from the file that its `…_FILE` twin names (secrets only), and from
 * the flags (by their names in Config), which win. An empty text is unset. Throws ConfigError with all mistakes at once.
 */
export function readConfig(
  flags: Readonly<Partial<Record<string, string>>> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const mistakes: string[] = [];
  const values: Partial<Record<SettingKey, unknown>> = {};
  for (const key of Object.keys(settings) as SettingKey[]) {
    const setting: Setting<unknown> = settings[key];
    try {
      const given = find(setting, flags[key], environment);
      values[key] = given === null ? setting.fallback : readValue(setting, given);
    } catch (error) {
      mistakes.push((error as Error).message);
    }
  }
  mistakes.push(...mailMistakes(values as Partial<MailConfig>), ...smsMistakes(values as Partial<SmsConfig>));
  if (values.databaseUrl && values.secret === null) {
    mistakes.push('BOOKER_SECRET must be set where BOOKER_DATABASE_URL is: all processes on a database need the same');
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('; '));
  return Object.freeze(values) as Config;
}

/** Reads one setting alone, from the environment or its file. Throws ConfigError. */
export function readSetting<Key extends SettingKey>(
  key: Key,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config[Key] {
  const setting: Setting<unknown> = settings[key];
  try {
    const given = find(setting, undefined, environment);
    return (given === null ? setting.fallback : readValue(setting, given)) as Config[Key];
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function find(
  setting: Setting<unknown>,
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Given | null {
  if (flag) return { name: setting.flag, text: flag };
  const text = environment[setting.variable];
  const fileVariable = `${setting.variable}_FILE`;
  const file = setting.secret ? environment[fileVariable] : undefined;
  if (text && file) throw new Error(`${setting.variable} and ${fileVariable} are both set: keep one`);
  if (text) return { name: setting.variable, text };
  if (!file) return null;
  try {
    const content = readFileSync(file, 'utf8').trim();
    return content === '' ? null : { name: fileVariable, text: content };
  } catch (error) {
    throw new Error(`${fileVariable} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function readValue(setting: Setting<unknown>, given: Given): unknown {
  try {
    return setting.read(given.text);
  } catch (error) {
    const shown = setting.secret ? '' : `, not ${JSON.stringify(given.text.slice(0, 100))}`;
    throw new Error(`${given.name} ${(error as Error).message}${shown}`);
  }
}
