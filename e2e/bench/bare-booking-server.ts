import express from 'express';
import { openBareBookings } from './bare-bookings.ts';

/*
 * The least that a booking over HTTP can be, in a process of its own: Express reads the JSON of every POST and makes one bare
 * insert in the database file that it is given. Prints the port that it was given.
 */

const book = openBareBookings(process.argv[2] ?? '');
const app = express();
app.post('/{*path}', express.json(), (request, response) => {
  book();
  response.status(201).json(request.body);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
