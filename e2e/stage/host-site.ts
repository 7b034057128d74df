import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fontFile } from './fonts.ts';

/** A site of somebody else, on an origin of its own, whose pages embed the elements. */
export interface HostSite {
  readonly url: string;
  /** Puts a page at `path` and answers its address. */
  put(path: string, page: HostPage): string;
  close(): Promise<void>;
}

/** A host page: what stands in it, in which language, and the policy under which it runs. */
export interface HostPage {
  /** Root of the product (or of a line before it) that the script comes from. */
  readonly from: string;
  /** The tag with its attributes. */
  readonly tag: string;
  /** The script's own tag, where it is not the plain module. */
  readonly script?: string;
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  readonly style?: string;
  /** More of the policy, each directive ended by a semicolon. */
  readonly policy?: string;
  /** Leaves the doctype out, as old pages do. */
  readonly quirks?: boolean;
}

/** Opens one on a port of the system's choice. */
export async function openHostSite(): Promise<HostSite> {
  const pages = new Map<string, HostPage>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const font = fontFile(pathname);
    if (font) return void response.writeHead(200, { 'content-type': 'font/woff2' }).end(font);
    const page = pages.get(pathname);
    if (page === undefined) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyOf(page) })
      .end(html(page));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    put(path, page) {
      pages.set(path, page);
      return url + path;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A careful site: nothing runs and nothing is asked but from the product; inline styles are the page's own alone. */
function policyOf({ from, style, policy = '' }: HostPage): string {
  const own = [
    "default-src 'none'",
    `script-src ${from}`,
    `connect-src ${from}`,
    'img-src data:',
    "font-src 'self'",
    `style-src ${style === undefined ? "'none'" : "'unsafe-inline'"}`,
  ];
  // A browser complains of a directive that comes twice.
  return policy + own.filter((directive) => !policy.includes(directive.split(' ', 1)[0] ?? '')).join('; ');
}

function html({ from, tag, lang = 'en', dir = 'ltr', style, quirks = false, ...page }: HostPage): string {
  const { script = `<script type="module" src="${from}/widget.js"></script>` } = page;
  return `${quirks ? '' : '<!doctype html>\n'}<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A host page</title>
<link rel="icon" href="data:,">
${style === undefined ? '' : `<style>${style}</style>`}
${script}
</head>
<body>
<main>
<h1>A host page</h1>
${tag}
</main>
</body>
</html>
`;
}
