import http from 'node:http';
import type { AddressInfo } from 'node:net';

// The least a Node server can do for a request: read it and answer fixed JSON of the size our answers have.
const answer = JSON.stringify({
  trackingNumber: '015720000013',
  queryCode: '123456',
  trackUrl: `http://localhost:3000/track/015720000013?t=${'x'.repeat(22)}`,
  status: 'submitted',
});

const server = http.createServer((request, response) => {
  request.on('end', () => {
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    response.end(answer);
  });
  request.resume();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
