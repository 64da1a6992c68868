import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '@/lib/launch/places';

export interface Proxy {
  origin: string;
  /** Of the master process; the workers are its children. */
  pid: number;
  stop(): void;
}

/** The outer file that every installation writes for itself: names, ports, where the cache lies. */
function outer({ folder, port, upstream }: { folder: string; port: number; upstream: string }): string {
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 512; }
http {
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  include ${path.join(root, 'docs', 'nginx', 'http.conf')};
  proxy_cache_path ${folder}/cache levels=1:2 keys_zone=portal:20m max_size=1g inactive=10m use_temp_path=off;
  upstream portal_web { server ${upstream}; keepalive 32; }
  server {
    listen 127.0.0.1:${port};
    include ${path.join(root, 'docs', 'nginx', 'site.conf')};
  }
}
`;
}

/**
 * Debian's nginx with the configuration that ships, in front of a product that is not running yet.
 * @param upstream `host:port` of the web process
 * @param port where nginx listens; a free one
 * @throws Error when nginx is not installed or does not take the configuration
 */
export async function startNginx(upstream: string, port: number): Promise<Proxy> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-nginx-'));
  // The worker runs as another user when we are root.
  fs.chmodSync(folder, 0o777);
  const file = path.join(folder, 'nginx.conf');
  fs.writeFileSync(file, outer({ folder, port, upstream }));
  const command = ['-p', folder, '-c', file];
  const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };
  const check = spawnSync('nginx', ['-t', ...command], { encoding: 'utf8', env: environment });
  if (check.status !== 0)
    throw new Error(check.error ? 'nginx is not installed (Debian: apt install nginx-light)' : check.stderr);
  const child: ChildProcess = spawn('nginx', command, { stdio: 'ignore', env: environment });
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => {
    process.off('exit', stop);
    child.kill('SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  for (let tries = 0; ; tries++) {
    const answer = await fetch(origin, { redirect: 'manual' }).catch(() => null);
    if (answer) return { origin, pid: child.pid ?? 0, stop };
    if (tries > 100) throw new Error(fs.readFileSync(path.join(folder, 'error.log'), 'utf8'));
    await wait(100);
  }
}
