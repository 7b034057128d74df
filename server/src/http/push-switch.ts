import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';

/** The name under which the script below vouches for the address of the service worker (Trusted Types). */
export const SWITCH_POLICY = 'push-worker';

/** "Tell me on this device", on our own page of a client or, in the console's place for it, of a host; the script shows it where the browser can do it. */
export function pushSwitch({ device }: PageWords, scriptPath: string, of: 'client' | 'host' = 'client'): Html {
  const { tellMe, off, denied, trouble } = device;
  const on = of === 'host' ? device.onForHost : device.on;
  return html`<section class="device"${of === 'host' && html` slot="device"`} hidden data-off="${off}" data-on="${on}" data-denied="${denied}" data-trouble="${trouble}">
<button type="button" role="switch" aria-checked="false" aria-describedby="device-says">${tellMe}</button>
<p class="quiet" id="device-says" role="status"></p>
</section>
<script type="module" src="${scriptPath}"></script>`;
}

/** What stands behind the switch. Nothing is asked of the visitor, and no service worker is there, before they turn it on. */
export const pushSwitchScript = `const box = document.querySelector('.device');
const button = box.querySelector('button');
const says = box.querySelector('p');
// At the console the element around it knows who has signed in, and what proves that a page of ours asks.
const seat = box.closest('meeting-console');
const SCOPE = seat ? '/console' : '/portal/';
const root = seat ? '/api/host/push' : '/api' + location.pathname.replace(/\\/$/, '') + '/push';
let publicKey = '';
let device = null;

const policy = self.trustedTypes?.createPolicy('${SWITCH_POLICY}', { createScriptURL: (url) => url });
const address = '/push-worker.js';
const worker = policy ? policy.createScriptURL(address) : address;

function show(state) {
  button.setAttribute('aria-checked', String(state === 'on'));
  button.setAttribute('aria-disabled', String(state === 'denied'));
  says.textContent = box.dataset[state];
  box.hidden = false;
}

async function call(method, path = '', body) {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(seat && { 'x-csrf-token': seat.csrfToken }) };
  const response = await fetch(root + path, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok && !(method === 'DELETE' && response.status === 404)) {
    throw Object.assign(new Error('answered ' + response.status), { status: response.status });
  }
  return response.status === 200 || response.status === 201 ? response.json() : null;
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** A browser that subscribed with another key is one that we cannot write to any more. */
function isOurs({ options }) {
  const key = options?.applicationServerKey;
  return !key || base64url(key) === publicKey;
}

async function look() {
  const { publicKey: key, items } = await call('GET');
  publicKey = key;
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  const subscription = await registration?.pushManager.getSubscription();
  device = null;
  if (subscription && isOurs(subscription)) {
    const bytes = new TextEncoder().encode(new URL(subscription.endpoint).href);
    const hash = base64url(await crypto.subtle.digest('SHA-256', bytes));
    device = items.find(({ endpointHash }) => endpointHash === hash) ?? null;
    // The reader has come to another zone.
    if (device && device.timeZone !== zone()) await tell(subscription);
  }
  if (Notification.permission === 'denied') show('denied');
  else show(device ? 'on' : 'off');
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

async function tell(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const told = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
  const answer = await call('POST', '', { ...told, timeZone: zone() }).catch((error) => {
    // A zone that the server does not know yet.
    if (error.status === 422) return call('POST', '', told);
    throw error;
  });
  device = answer.subscription;
  const cache = await caches.open('meeting-booker-push');
  await cache.put('/push-subscription?' + SCOPE, new Response(JSON.stringify({ ...told, publicKey })));
}

async function turnOn() {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return show(permission === 'denied' ? 'denied' : 'off');
  await navigator.serviceWorker.register(worker, { scope: SCOPE });
  const { pushManager } = await navigator.serviceWorker.ready;
  let subscription = await pushManager.getSubscription();
  if (subscription && !isOurs(subscription)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await tell(subscription);
  show('on');
}

/** The browser's own subscription stays: another link may have switched it on, too. */
async function turnOff() {
  await call('DELETE', '/' + device.id);
  device = null;
  show('off');
}

button.addEventListener('click', async () => {
  if (button.ariaBusy === 'true' || button.getAttribute('aria-disabled') === 'true') return;
  button.ariaBusy = 'true';
  try {
    await (device ? turnOff() : turnOn());
  } catch {
    says.textContent = box.dataset.trouble;
  }
  button.ariaBusy = 'false';
});

const isAble = isSecureContext && 'serviceWorker' in navigator && 'PushManager' in self && 'Notification' in self;
function begin() {
  box.hidden = true;
  // Where it cannot even be looked, there is nothing to switch.
  if (isAble && (!seat || seat.csrfToken)) look().catch(() => {});
}

seat?.addEventListener('mb-sign-in', begin);
begin();
`;
