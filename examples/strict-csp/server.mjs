import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const booker = process.env.BOOKER ?? 'http://localhost:4000';
const style = readFileSync(new URL('style.css', import.meta.url));

/** The script's address and integrity, as the booking server has them now. */
async function pinned() {
  const response = await fetch(`${booker}/widget.json`);
  if (!response.ok) throw new Error(`${booker}/widget.json answered ${response.status}`);
  const { classic } = await response.json();
  return classic;
}

const policy = (script) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    `connect-src ${booker}/api/`,
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const page = ({ src, integrity }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Appointments – Lindgren Notaries</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">
    <script defer src="${src}" integrity="${integrity}" crossorigin></script>
  </head>
  <body>
    <main>
      <h1>Appointments</h1>
      <p>Choose a time that suits you. You will get a confirmation by mail.</p>
      <meeting-booker type="intro"></meeting-booker>
    </main>
  </body>
</html>
`;

const server = createServer(async (request, response) => {
  if (request.url === '/style.css') {
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style);
  } else if (request.url !== '/') {
    response.writeHead(404).end();
  } else {
    try {
      const script = await pinned();
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policy(script.src),
        })
        .end(page(script));
    } catch (error) {
      response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end(`${error.message}\n`);
    }
  }
});

server.listen(Number(process.env.PORT ?? 8080), () => {
  process.stdout.write(`http://localhost:${server.address().port}/\n`);
});
