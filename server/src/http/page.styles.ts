/** How our own pages look: a calm sheet, one accent, in light and in dark, the same as the mails. Served as a file of its own. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --ground: #f4f4f1;
  --sheet: #fff;
  --ink: #1d1d1b;
  --muted: #5d5d58;
  --hairline: #e2e2dd;
  --accent: #1f5fae;
  --on-accent: #fff;
  --tint: color-mix(in oklch, var(--accent) 6%, var(--sheet));
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161615;
    --sheet: #1f1f1e;
    --ink: #ecebe6;
    --muted: #aeada6;
    --hairline: #3a3a37;
    --accent: #9cc4f2;
    --on-accent: #10202f;
    --tint: color-mix(in oklch, var(--accent) 10%, var(--sheet));
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  font: 400 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { width: 100%; margin: 0 auto; padding: clamp(16px, 8vh, 88px) 16px 48px; }
.narrow { max-width: 640px; }
.wide { max-width: 912px; }
h1 { margin: 0; font-size: 22px; line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.lead { margin-top: 8px; color: var(--muted); max-width: 40em; text-wrap: pretty; }
.quiet { font-size: 13px; color: var(--muted); }
.sheet { background: var(--sheet); border: 1px solid var(--hairline); border-radius: 12px; }
.padded { padding: clamp(20px, 5vw, 40px); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.types { list-style: none; margin: 28px 0 0; padding: 0; overflow: hidden; }
.types li + li { border-top: 1px solid var(--hairline); }
.types a { display: block; padding: 20px 56px 20px 24px; color: inherit; text-decoration: none; position: relative; }
.types a::after {
  content: "";
  position: absolute;
  inset-inline-end: 26px;
  top: 50%;
  width: 8px;
  height: 8px;
  border: solid var(--muted);
  border-width: 1.5px 1.5px 0 0;
  transform: translateY(-50%) rotate(45deg);
}
.types a:dir(rtl)::after { transform: translateY(-50%) rotate(-135deg); }
.types a:hover { background: var(--tint); }
.types a:hover .title { color: var(--accent); }
.types a:focus-visible { outline-offset: -4px; border-radius: 12px; }
.types .title { display: block; font-size: 17px; line-height: 1.35; font-weight: 600; }
.types .facts { display: block; margin-top: 2px; font-size: 13px; color: var(--muted); font-variant-numeric: tabular-nums; }
.types .about { display: block; margin-top: 8px; max-width: 44em; white-space: pre-line; }

.back { display: inline-flex; align-items: center; min-height: 44px; margin-bottom: 4px; font-size: 13px; color: var(--muted); text-decoration: none; }
.back:hover { color: var(--accent); text-decoration: underline; }
meeting-booker, meeting-portal, meeting-console { display: block; --mb-accent: #1f5fae; }
meeting-booker:not(:defined) {
  min-height: 480px;
  background: var(--sheet);
  border: 1px solid var(--hairline);
  border-radius: 12px;
}

.status { display: flex; align-items: center; gap: 8px; font-size: 13px; font-weight: 600; color: var(--accent); }
.status::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
.status.waiting::before { background: none; border: 2px solid currentColor; }
.status.over { color: var(--muted); }
.status.over::before { height: 2px; border-radius: 0; }
.day { display: block; margin-top: 12px; font-size: 28px; line-height: 1.2; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
.day::first-letter { text-transform: uppercase; }
.time { margin-top: 6px; font-size: 17px; font-variant-numeric: tabular-nums; }
.time .zone { color: var(--muted); font-size: 15px; }
.off .day, .off .time { color: var(--muted); text-decoration: line-through; text-decoration-thickness: 1px; }
/* What the server has written waits for the element a moment, lest one page flash before the other. */
@media (scripting: enabled) {
  :is(meeting-portal, meeting-console):not(:defined) > * { animation: shown 1ms 2s backwards; }
}
@keyframes shown { from { visibility: hidden; } to { visibility: visible; } }
.portal { max-width: 640px; margin: 0 auto; }
.portal + .portal { margin-top: 16px; }
.portal .what { margin: 24px 0 0; padding-top: 24px; border-top: 1px solid var(--hairline); font-size: 17px; line-height: 1.25; font-weight: 600; }
.facts-list { display: grid; grid-template-columns: minmax(72px, auto) 1fr; gap: 10px 24px; margin: 20px 0 0; }
.facts-list dt { color: var(--muted); overflow-wrap: anywhere; }
.facts-list dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.button {
  display: inline-flex;
  align-items: center;
  min-height: 44px;
  margin-top: 28px;
  padding: 0 20px;
  border-radius: 8px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
  text-decoration: none;
}
.rest { margin-top: 12px; }
button.button { border: 0; font: inherit; font-weight: 600; cursor: pointer; }
.button:hover { background: color-mix(in oklch, var(--accent) 88%, var(--ink)); }
.button:focus-visible { outline-offset: 2px; border-radius: 8px; }
.portal section { margin-top: 32px; padding-top: 20px; border-top: 1px solid var(--hairline); }
.portal section h2 { margin: 0; font-size: 13px; font-weight: 600; color: var(--muted); }
.links { display: flex; flex-wrap: wrap; gap: 0 20px; margin: 4px 0 0; padding: 0; list-style: none; }
.links a { display: inline-flex; align-items: center; min-height: 44px; }
.portal .next { margin-top: 16px; max-width: 44em; }

.device { margin: 20px 0 0; }
.device[hidden] { display: none; }
.device button {
  display: inline-flex;
  align-items: center;
  gap: 12px;
  min-height: 44px;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
.device button::before {
  content: "";
  flex: none;
  box-sizing: border-box;
  width: 40px;
  height: 24px;
  border: 2px solid var(--muted);
  border-radius: 12px;
  background: radial-gradient(circle at 10px 50%, var(--muted) 5.5px, transparent 6px);
}
.device [aria-checked="true"]::before {
  border-color: var(--accent);
  background: radial-gradient(circle at calc(100% - 10px) 50%, var(--on-accent) 5.5px, var(--accent) 6px);
}
.device button:hover::before { border-color: var(--accent); }
.device button:focus-visible { outline: none; }
.device button:focus-visible::before { outline: 2px solid var(--accent); outline-offset: 3px; }
.device [aria-disabled="true"] { color: var(--muted); cursor: default; }
.device [aria-busy="true"]::before { opacity: 0.5; }
.device p { max-width: 44em; margin-top: -6px; padding-inline-start: 52px; text-wrap: pretty; }
@media (max-width: 420px) {
  .facts-list { grid-template-columns: 1fr; gap: 2px; }
  .facts-list dd + dt { margin-top: 12px; }
  .day { font-size: 22px; }
}
@media (forced-colors: active) {
  .status::before { background: CanvasText; }
  .button { border: 1px solid ButtonText; }
  .device button::before { forced-color-adjust: none; border-color: ButtonText; background: radial-gradient(circle at 10px 50%, ButtonText 5.5px, transparent 6px); }
  .device [aria-checked="true"]::before { background: radial-gradient(circle at calc(100% - 10px) 50%, Canvas 5.5px, Highlight 6px); }
}
@media print {
  .button, .portal section, .back, .device { display: none; }
  .sheet { border: 0; }
}
`;

/** The mark of our pages: a sheet with one day chosen. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="5" width="26" height="24" rx="6" fill="#fff" stroke="#1f5fae" stroke-width="2.5"/><path d="M3 12h26" stroke="#1f5fae" stroke-width="2.5"/><path d="M10 2v6M22 2v6" stroke="#1f5fae" stroke-width="2.5" stroke-linecap="round"/><rect x="16" y="17" width="7" height="7" rx="2" fill="#1f5fae"/></svg>`;
