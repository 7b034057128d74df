import { portalApi } from '../shared/portal-api.ts';
import { meetingMonths } from './calendar-place.ts';
import { Portal, type PortalHost } from './portal.ts';

/** A portal for what its element is told by its page. */
export function openPortal(element: PortalHost): Portal {
  const { token, server } = element;
  // The server serves this script, so its address is where the API is, too.
  const address = new URL(server ? `${server}/` : '.', server ? document.baseURI : import.meta.url).href;
  const root = address.replace(/\/+$/, '/');
  const portal = new Portal(element, portalApi(root, token ?? ''), root);
  portal.calendar = meetingMonths(portal);
  return portal;
}
