import type { Exchange, Reply } from '../http';
import { clock, html, page, viewOf } from '../page';
import { parseMail, type MailStore, type ParsedMail } from './message-store';

const PAGE_SIZE = 25;

/** `/mail`: what came in, newest first, for one address or all. */
export async function mailboxPage(exchange: Exchange, store: MailStore): Promise<Reply> {
  const view = viewOf(exchange);
  const query = exchange.url.searchParams;
  const to = query.get('to')?.trim() || null;
  const number = Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1);
  const found = store.find(to, (number - 1) * PAGE_SIZE, PAGE_SIZE + 1);
  const shown = await Promise.all(found.slice(0, PAGE_SIZE).map(parseMail));
  const turn = (target: number) => {
    const next = new URLSearchParams({ ...(to !== null && { to }), page: String(target) });
    return view.href(`/mail?${next.toString()}`);
  };
  const content = html`
    <form class="search" method="get" action="/mail" role="search">
      ${view.lang === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <label for="to">${view.t('收件地址', 'Recipient')}</label>
      <input id="to" name="to" type="email" value="${to ?? ''}" />
      <button>${view.t('打开', 'Open')}</button>
    </form>
    ${
      shown.length === 0
        ? html`<p class="empty">
            ${view.t('没有邮件。提交诉求时留下电子邮箱，进展会发到这里。', 'No mail. Leave an e-mail address with a report and its progress arrives here.')}
          </p>`
        : html`<ul class="cards">
            ${shown.map(
              (mail) =>
                html`<li class="card">
                  <p class="row">
                    <a class="title" href="${view.href(`/mail/messages/${mail.id}`)}"
                      >${mail.subject || view.t('（无主题）', '(no subject)')}</a
                    >
                  </p>
                  <p class="quiet">
                    ${mail.envelope.from} → ${mail.envelope.to.join(', ')} · ${clock(mail.receivedAt)}
                  </p>
                </li>`,
            )}
          </ul>`
    }
    ${
      (number > 1 || found.length > PAGE_SIZE) &&
      html`<nav class="pages" aria-label="${view.t('翻页', 'Pages')}">
        ${number > 1 && html`<a href="${turn(number - 1)}">${view.t('上一页', 'Previous')}</a>`}
        <span>${number}</span>
        ${found.length > PAGE_SIZE && html`<a href="${turn(number + 1)}">${view.t('下一页', 'Next')}</a>`}
      </nav>`
    }
  `;
  return page(exchange, view.t('邮箱', 'Mailbox'), content);
}

/** One message: text first; its HTML only in a frame that can run and load nothing. */
export function messagePage(exchange: Exchange, mail: ParsedMail): Reply {
  const view = viewOf(exchange);
  const asHtml = exchange.url.searchParams.get('as') === 'html' && mail.html !== null;
  const here = `/mail/messages/${mail.id}`;
  const headers = Object.entries(mail.headers).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  const content = html`
    <p class="row">
      <a href="${view.href('/mail')}">${view.t('全部邮件', 'All mail')}</a>
      ${mail.html !== null && (asHtml ? html`<a href="${view.href(here)}">${view.t('看文本', 'Show text')}</a>` : html`<a href="${view.href(`${here}?as=html`)}">${view.t('看网页格式', 'Show HTML')}</a>`)}
      <a href="${here}/raw">.eml</a>
    </p>
    <p class="quiet">
      ${mail.from?.name} ${mail.from?.address} → ${mail.envelope.to.join(', ')} · ${clock(mail.receivedAt)}
    </p>
    ${asHtml ? html`<iframe class="mail" sandbox="" src="${here}/html" title="${view.t('邮件内容', 'Message')}"></iframe>` : html`<pre class="mail">${mail.text}</pre>`}
    ${
      mail.attachments.length > 0 &&
      html`<h2>${view.t('附件', 'Attachments')}</h2>
        <ul>
          ${mail.attachments.map((item, index) => html`<li><a href="${here}/attachments/${index}">${item.filename || item.contentType}</a> <span class="quiet">${item.size}</span></li>`)}
        </ul>`
    }
    <details>
      <summary>${view.t('邮件头', 'Headers')}</summary>
      <dl>${headers}</dl>
    </details>
  `;
  return page(exchange, mail.subject || view.t('（无主题）', '(no subject)'), content);
}
