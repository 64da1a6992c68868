import type { Exchange, Reply } from './http';

/** Markup that is already safe; everything else is escaped on its way into `html`. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | undefined | false | Part[];

export const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return escape(String(part));
}

/** A template whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((text, piece, index) => text + piece + render(parts[index]), ''));
}

/** Language and links of one page. */
export interface View {
  lang: 'zh' | 'en';
  t(zh: string, en: string): string;
  href(path: string): string;
}

export function viewOf(exchange: Pick<Exchange, 'lang'>): View {
  const { lang } = exchange;
  return {
    lang,
    t: (zh, en) => (lang === 'en' ? en : zh),
    href: (path) => (lang === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path),
  };
}

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A time as people in the city read it. */
export function clock(time: string | number | Date): Markup {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return html`${String(time)}`;
  return html`<time datetime="${date.toISOString()}">${shanghai.format(date)}</time>`;
}

const PEERS: readonly [path: string, zh: string, en: string][] = [
  ['/', '首页', 'Start'],
  ['/city-desk', '承办平台', 'City desk'],
  ['/sms', '手机短信', 'Handsets'],
  ['/mail', '邮箱', 'Mailbox'],
  ['/twilio', '短信网关', 'SMS gateway'],
];

/** A whole page. No script, no request to anybody else: the policy header says so too. */
export function page(exchange: Exchange, title: string, content: Markup, status = 200): Reply {
  const view = viewOf(exchange);
  const other = new URL(exchange.url);
  if (view.lang === 'en') other.searchParams.delete('lang');
  else other.searchParams.set('lang', 'en');
  const here = exchange.url.pathname;
  const nav = PEERS.map(([path, zh, en]) => {
    const current = path === '/' ? here === '/' : here.startsWith(path);
    return html`<a href="${view.href(path)}" ${current ? new Markup('aria-current="page"') : ''}
      >${view.t(zh, en)}</a
    >`;
  });
  const body = html`<!doctype html>
    <html lang="${view.lang === 'en' ? 'en' : 'zh-CN'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${view.t('沙盒', 'Sandbox')}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#main">${view.t('跳到正文', 'Skip to content')}</a>
        <header>
          <p class="mark">${view.t('沙盒：模拟的外部世界', 'Sandbox: the outside world in miniature')}</p>
          <a
            class="lang"
            href="${other.pathname}${other.search}"
            lang="${view.lang === 'en' ? 'zh-CN' : 'en'}"
            >${view.lang === 'en' ? '中文' : 'English'}</a
          >
          <nav aria-label="${view.t('模拟系统', 'Peers')}">${nav}</nav>
        </header>
        <main id="main">
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: body.text,
  };
}
