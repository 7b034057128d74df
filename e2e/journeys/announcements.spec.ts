import { expect, test } from '../stage/fixed-day.ts';

/* What those hear who do not see the sheet change: one status line that is always there, and alerts. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** Runs in the page: keeps what the status line says, and each alert as it comes; a new status line would be a new log. */
function listen(): void {
  const log: string[] = [];
  Object.assign(window, { log });
  const say = (text: string | null | undefined) => {
    const said = text?.replace(/\s+/g, ' ').replace('day,', 'day').trim() ?? '';
    if (said && said !== log.at(-1)) log.push(said);
  };
  const find = () => {
    const root = document.querySelector('meeting-booker')?.shadowRoot;
    const status = root?.querySelector('[role="status"]');
    if (!root || !status) return void requestAnimationFrame(find);
    say(status.textContent);
    new MutationObserver(() => say(status.isConnected ? status.textContent : 'the status line is gone')).observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          const alert = node.matches('[role="alert"]') ? node : node.querySelector('[role="alert"]');
          if (alert) say(`alert: ${alert.querySelector('h4, p')?.textContent}`);
        }
      }
    }).observe(root, { subtree: true, childList: true });
  };
  find();
}

test('the status line tells each change once, from the first that the visitor makes to the confirmation', async ({
  booker,
  openFixed,
  page,
  line,
}) => {
  await page.addInitScript(listen);
  await openFixed({ tag: TAG });
  const answer = line.fault;
  const log = () => page.evaluate(() => (window as unknown as { log: string[] }).log);
  await booker.ready();
  await booker.root.locator('button[data-date="2027-03-10"]').click();
  await expect.poll(log).toContain('8 times on Wednesday 10 March');
  await booker.root.locator('button[part="next"]').click();
  await expect.poll(log).toContain('10 times on Thursday 1 April');
  // May is asked for unasked, and June is not.
  await expect.poll(() => line.seen.filter((request) => request.includes('/slots?')).length).toBe(3);

  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  line.fault = (method, path, body) => {
    const fault = answer(method, path, body);
    return fault?.kind === 'given' ? { ...fault, after } : fault;
  };
  for (const month of ['May', 'June']) {
    await booker.root.locator('button[part="next"]').click();
    await expect(booker.root.getByRole('heading', { name: `${month} 2027` })).toBeVisible();
  }
  await expect.poll(async () => (await log()).at(-1)).toBe('Loading times');
  letGo();
  await expect(booker.slots.first()).toBeVisible();
  await booker.chooseSlot();
  await booker.submit.click();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  expect(await log()).toEqual([
    '8 times on Wednesday 10 March',
    '10 times on Thursday 1 April',
    '10 times on Monday 3 May',
    'Loading times',
    '9 times on Tuesday 1 June',
    'alert: 2 things to correct',
    'Booking…',
  ]);
});
