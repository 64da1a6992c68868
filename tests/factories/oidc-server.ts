import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { Jar } from './jar';

export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  close(): Promise<void>;
}

/**
 * A certified OpenID Connect provider on a free port. Its built-in pages let anybody sign in under any name: the subject.
 * @param redirectUri where our client is sent back to
 */
export async function startOidcServer(redirectUri: string): Promise<OidcServer> {
  let handle: RequestListener = (_request, response) => void response.end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['console', 'a secret of the test only'];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    cookies: { keys: ['signs the cookies of the test'] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  handle = provider.callback();
  return {
    issuer,
    clientId,
    clientSecret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Signs in at the provider's own pages, from where we send people until it sends them back. @returns that address */
export async function visitProvider(
  start: string,
  subject: string,
  back: string,
  jar = new Jar(),
): Promise<string> {
  let url = start;
  for (let steps = 0; steps < 12; steps += 1) {
    if (url.startsWith(back)) return url;
    const page = await ask(url, jar);
    if (page.to) {
      url = page.to;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
    const form = new URLSearchParams({
      prompt,
      ...(prompt === 'login' && { login: subject, password: 'any' }),
    });
    const sent = await ask(url, jar, form);
    if (!sent.to) throw new Error(`the provider stays at ${prompt}: ${sent.text.slice(0, 300)}`);
    url = sent.to;
  }
  throw new Error('the provider never sends back');
}

async function ask(url: string, jar: Jar, body?: URLSearchParams): Promise<{ to: string; text: string }> {
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: jar.header },
    ...(body && { method: 'POST', body }),
  });
  jar.take(answer.headers);
  const location = answer.headers.get('location');
  return { to: location ? new URL(location, url).href : '', text: await answer.text() };
}
