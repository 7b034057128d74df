import type { HostView } from '@meeting-booker/server/host-contract';
import type { SignedInView } from '@meeting-booker/server/sign-in-contract';
import { request } from '../shared/api.ts';
import { send, unlessEmpty } from '../shared/send.ts';

export type { HostView, SignedInView };

/** What a host chooses to be told; `agendaTime` is HH:MM, before noon. */
export type Notices = Pick<HostView, 'reminders' | 'agendaTime'>;

/** The hosts' API as the page of a signed-in host uses it: by its cookie, with the token that proves whose page it is. Rejects with ApiFailure. */
export interface ConsoleApi {
  /** Who is signed in; 401 where nobody is. */
  who(): Promise<SignedInView>;
  askForLink(email: string, locale: string): Promise<unknown>;
  /** Uses a link's token up. */
  signIn(token: string): Promise<SignedInView>;
  /** Of every browser, or of this one, whose notices end; `device` is how the server knows it where it has any. */
  signOut(csrfToken: string, which: 'everywhere' | { readonly device: string | null }): Promise<unknown>;
  host(id: string): Promise<{ readonly host: HostView }>;
  changeHost(id: string, notices: Notices, csrfToken: string): Promise<{ readonly host: HostView }>;
}

/** @param server the address that the server's paths hang on, with its closing slash */
export function consoleApi(server: string): ConsoleApi {
  const root = `${server}api/host`;
  const credentials = 'same-origin';
  const csrf = (token: string) => ({ 'x-csrf-token': token });
  const read = <T>(path: string): Promise<T> => request(root + path, new AbortController().signal, { credentials });
  const change = <T>(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T> =>
    send(method, root + path, body, headers, credentials);
  return {
    who: () => read('/sign-in'),
    askForLink: (email, locale) => change('POST', '/sign-in/link', { email, locale }),
    signIn: (token) => change('POST', '/sign-in', { token }),
    signOut: (token, which) => change('DELETE', `/sign-in${queryOf(which)}`, undefined, csrf(token)).catch(unlessEmpty),
    host: (id) => read(`/hosts/${encodeURIComponent(id)}`),
    changeHost: (id, notices, token) => change('PUT', `/hosts/${encodeURIComponent(id)}`, notices, csrf(token)),
  };
}

function queryOf(which: 'everywhere' | { readonly device: string | null }): string {
  if (which === 'everywhere') return '?everywhere=true';
  return which.device === null ? '' : `?device=${which.device}`;
}
