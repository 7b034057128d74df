/**
 * The service worker that shows notices: the message that actions/deliver-push.ts writes, as it is. It keeps nothing but, in a cache of its own,
 * what push-switch.ts has put there: by which address and secret this browser is known to us.
 */
export const pushWorkerScript = `'use strict';
const KEPT = ['meeting-booker-push', '/push-subscription?' + new URL(self.registration.scope).pathname];

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  if (!event.data) return;
  const { title, body, tag, url, lang, dir } = event.data.json();
  const options = { body, tag, lang, dir, renotify: true, icon: '/icon.svg', data: { url } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data && event.notification.data.url));
});

/** Where the page is open already, it comes to the front. */
async function show(url) {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const to = url || self.registration.scope;
  const isThere = (page) => new URL(page.url).pathname === new URL(to).pathname;
  const page = open.find(isThere);
  return page ? page.focus() : self.clients.openWindow(to);
}

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

/** The push service gives this browser another address: we are told, by what only this browser and we know. */
async function renew({ oldSubscription, newSubscription }) {
  const cache = await caches.open(KEPT[0]);
  const kept = await cache.match(KEPT[1]);
  if (!kept) return;
  const { publicKey, ...known } = await kept.json();
  const before = oldSubscription ? told(oldSubscription) : known;
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = told(newSubscription || (await self.registration.pushManager.subscribe(options)));
  const body = JSON.stringify({ endpoint: before.endpoint, auth: before.keys.auth, subscription });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/api/push/renewal', { method: 'POST', headers, body });
  if (answer.ok) await cache.put(KEPT[1], new Response(JSON.stringify({ ...subscription, publicKey })));
}

function told(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
}
`;
