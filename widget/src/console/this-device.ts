/* The browser as the server's switch "Tell me on this device" has left it. */

/** Where the service worker of hosts' notices is. */
const SCOPE = '/console';
const KEPT = ['meeting-booker-push', `/push-subscription?${SCOPE}`] as const;

/** A browser that is told of a host's meetings. */
export interface ToldDevice {
  /** By which the server knows it: SHA-256 of its address, in base64url. */
  readonly hash: string;
  /** Takes the notices off the screen, and has no more come. What cannot be done is left: nothing is sent to it any more. */
  end(): Promise<void>;
}

/** This browser; null where it is told of nothing, or cannot be. */
export async function toldDevice(): Promise<ToldDevice | null> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
    // Another program's, above ours.
    if (!registration || new URL(registration.scope).pathname !== SCOPE) return null;
    const subscription = await registration.pushManager.getSubscription();
    if (!subscription) return null;
    const hash = await hashOf(new URL(subscription.endpoint).href);
    return { hash, end: () => end(registration, subscription).catch(() => {}) };
  } catch {
    return null;
  }
}

async function end(registration: ServiceWorkerRegistration, subscription: PushSubscription): Promise<void> {
  // First, since whoever finds it would subscribe anew for us.
  await (await caches.open(KEPT[0])).delete(KEPT[1]);
  for (const shown of await registration.getNotifications()) shown.close();
  await subscription.unsubscribe();
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
