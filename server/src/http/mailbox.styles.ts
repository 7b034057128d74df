/** How the demo's mailbox looks, on top of the look of our other pages. */
export const mailboxStyles = `
body { padding: clamp(16px, 3vw, 32px); --tint: color-mix(in oklab, var(--accent) 8%, var(--sheet)); }
body > header { width: 100%; max-width: 1180px; margin: 0 auto 20px; }
body > header p { margin-top: 4px; color: var(--muted); max-width: 44em; }
body > header a { display: inline-flex; align-items: center; min-height: 44px; font-size: 13px; }
.columns { width: 100%; max-width: 1180px; margin: 0 auto; padding: 0; display: grid; grid-template-columns: 320px minmax(0, 1fr); align-items: stretch; overflow: clip; }
.columns > article { padding: 24px; min-width: 0; }
.columns > nav { border-inline-end: 1px solid var(--hairline); }
.columns > nav section + section { border-top: 1px solid var(--hairline); }
.columns > nav h2 { margin: 0; padding: 16px 20px 0; font-size: 15px; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
.role { margin-inline-start: 4px; font-size: 13px; font-weight: 400; color: var(--muted); }
.address { color: var(--muted); overflow-wrap: anywhere; }
.columns > nav .address { padding: 0 20px; font-size: 13px; }
.columns > nav ol { list-style: none; margin: 0; padding: 6px 8px 10px; }
.columns > nav li a { display: block; min-height: 44px; padding: 8px 12px; border-radius: 8px; color: inherit; text-decoration: none; }
.columns > nav li a:hover { background: var(--tint); }
.columns > nav li a[aria-current] { background: var(--tint); box-shadow: inset 3px 0 var(--accent); }
.columns > nav .subject { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; line-height: 1.4; overflow-wrap: anywhere; }
.columns > nav time { font-size: 13px; color: var(--muted); }
.empty { padding: 48px 24px; max-width: 34em; margin: 0 auto; text-align: center; color: var(--muted); }
.columns > nav:empty { display: none; }
.columns > nav:empty + article { grid-column: 1 / -1; }
.envelope h2 { margin: 0; font-size: 22px; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
.envelope dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 12px 0 0; font-size: 13px; }
.envelope dt { color: var(--muted); }
.envelope dd { margin: 0; overflow-wrap: anywhere; }
.state { margin-top: 8px; font-size: 13px; color: var(--muted); }
.parts { display: flex; flex-wrap: wrap; gap: 0 24px; margin: 16px 0; border-bottom: 1px solid var(--hairline); }
.parts a { display: inline-flex; align-items: center; min-height: 44px; color: var(--muted); text-decoration: none; border-bottom: 2px solid transparent; margin-bottom: -1px; }
.parts a:hover { color: var(--ink); }
.parts a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
iframe { display: block; width: 100%; height: 760px; border: 1px solid var(--hairline); border-radius: 8px; }
pre { margin: 0; font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.download { margin-bottom: 16px; }
.download a { display: inline-flex; align-items: center; min-height: 44px; }
.columns .back { display: none; }
@media (max-width: 799px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > nav { border-inline-end: 0; }
  .columns > article { padding: 16px; }
  .reading .columns > nav { display: none; }
  .browsing .columns > nav:not(:empty) + article { display: none; }
  .browsing .columns > nav li a[aria-current] { background: none; box-shadow: none; }
  .reading > header > p, .reading > header > a { display: none; }
  .columns .back { display: inline-flex; align-items: center; min-height: 44px; margin: 0; }
  iframe { margin-inline: -8px; width: calc(100% + 16px); }
}
@media (max-width: 420px) { body { padding: 12px; } .parts { gap: 0 16px; } .envelope h2 { font-size: 17px; } }
@media (forced-colors: active) { .columns > nav li a[aria-current], .parts a[aria-current] { outline: 1px solid Highlight; outline-offset: -2px; } }
`;

/**
 * What the page does in the browser, where nothing depends on it: it looks for new mails and gives the opened one its full height.
 * A mail that is being read stays as it is.
 */
export const mailboxScript = `
const EVERY_MS = 2000;
const list = () => document.getElementById('mails');

async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const mails = fresh.getElementById('mails');
  if (!mails || mails.innerHTML === list().innerHTML) return;
  const focused = list().contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  list().replaceWith(mails);
  if (focused) mails.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
  if (document.querySelector('.empty')) document.querySelector('article').replaceWith(fresh.querySelector('article'));
  fit();
}

function fit() {
  const frame = document.querySelector('iframe');
  const grow = () => {
    const page = frame.contentDocument?.documentElement;
    if (!page) return;
    frame.style.height = '0';
    frame.style.height = page.scrollHeight + 2 + 'px';
  };
  if (!frame) return;
  frame.addEventListener('load', grow);
  addEventListener('resize', grow);
  if (frame.contentDocument?.readyState === 'complete') grow();
}

fit();
setInterval(() => look().catch(() => undefined), EVERY_MS);
`;
