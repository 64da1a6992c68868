import net from 'node:net';
import { LaunchFault } from '@/lib/launch/fault.mjs';

/** A TCP port nobody listens on now, on the loopback address. */
export async function freePort(): Promise<number> {
  const server = await listen(0, '127.0.0.1');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Throws a fault that names the variable to change when `port` is taken (or not ours to use). */
export async function assertFree(variable: string, port: number, host: string): Promise<void> {
  try {
    const server = await listen(port, host);
    await new Promise((closed) => server.close(closed));
  } catch {
    throw new LaunchFault(
      `端口 ${port} 已被占用：请停止占用它的程序，或另设 ${variable}，例如 ${variable}=${port + 1000} npm start。`,
      `Port ${port} is taken: stop the program that uses it, or choose another, e.g. ${variable}=${port + 1000} npm start.`,
    );
  }
}

function listen(port: number, host: string): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
