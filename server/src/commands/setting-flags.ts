import type { Command } from 'commander';
import type { Setting } from '../setting.ts';
import { settings } from '../settings.ts';

/** Every setting as a flag of its own; what each is stands in the help, beside the variable that sets it too. */
export function addSettingFlags(command: Command): Command {
  for (const setting of Object.values(settings) as Setting<unknown>[]) {
    const file = setting.secret ? ` or ${setting.variable}_FILE` : '';
    command.option(`${setting.flag} <value>`, `${setting.help} [${setting.variable}${file}]`);
  }
  return command;
}
