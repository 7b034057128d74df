import { expect, type Page } from '@playwright/test';
import type { Inbox } from './inbox.ts';
import { ADDRESSES } from './team.ts';

/* The way of a host to the console. */

/** The address in the newest of a host's mails with a link to sign in by. */
export async function linkFrom(inbox: Inbox, address: string, count = 1): Promise<string> {
  const mail = (await inbox.mailsTo(address, count))[count - 1]?.mail;
  const [, link] = /href="([^"]+\/console\/sign-in#[^"]+)"/.exec(mail?.html || '') ?? [];
  if (link === undefined) throw new Error(`no link stands in ${mail?.text}`);
  return link;
}

/** Has a link sent, from the page in English. */
export async function askForLink(page: Page, url: string, address: string): Promise<void> {
  await page.goto(`${url}/console`);
  await page.getByLabel('Your email address').fill(address);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByText(`If ${address} is a host’s address`)).toBeFocused();
}

/** Signs Ben in by the link in the `count`-th of his mails. */
export async function signIn(page: Page, url: string, inbox: Inbox, count = 1): Promise<void> {
  await askForLink(page, url, ADDRESSES.ben);
  await page.goto(await linkFrom(inbox, ADDRESSES.ben, count));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Ben Carter' })).toBeFocused();
}
