import { readFileSync } from 'node:fs';
import express from 'express';

/*
 * The least that Express can do, in a process of its own: answers every GET with the bytes of the file that it is given, and
 * prints the port that it was given.
 */

const bytes = readFileSync(process.argv[2] ?? '');
const app = express();
app.get('/{*path}', (_request, response) => {
  response.type('application/json').send(bytes);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
