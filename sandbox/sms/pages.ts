import type { Exchange, Reply } from '../http';
import { clock, html, page, viewOf, type View } from '../page';
import type { SmsMessage } from '../twilio/message-store';
import type { TwilioGateway } from '../twilio/peer';
import { isDelivered } from './delivered';

const SHOWN = 200;

/** `/sms`: the handsets that have sent or received something, and a way to pick up any other. */
export function handsetsPage(exchange: Exchange, gateway: TwilioGateway): Reply {
  const view = viewOf(exchange);
  const numbers = gateway.store.numbers().slice(0, SHOWN);
  const content = html`
    <p>
      ${view.t('每个号码是一部手机：看收到的短信，也可以写短信给 12319。', 'Each number is a handset: read what it received, or write to 12319.')}
    </p>
    <form class="search" method="get" action="/sms/handsets">
      ${language(view)}
      <label for="number">${view.t('手机号码', 'Phone number')}</label>
      <input id="number" name="number" inputmode="tel" placeholder="+8613800000000" required />
      <button>${view.t('拿起手机', 'Pick up')}</button>
    </form>
    ${
      numbers.length === 0
        ? html`<p class="empty">
            ${view.t('还没有短信。提交诉求时留下手机号，进展会发到这里。', 'No messages yet. Leave a phone number with a report and its progress arrives here.')}
          </p>`
        : html`<ul class="cards">
            ${numbers.map((number) => {
              const messages = gateway.store.ofNumber(number);
              const last = messages.at(-1);
              return html`<li class="card">
                <p class="row">
                  <a class="title" href="${view.href(`/sms/handsets/${number}`)}">${number}</a>
                  <span class="quiet">${messages.length}</span>
                </p>
                ${
                  last &&
                  html`<p class="clip">${last.body}</p>
                    <p class="quiet">${clock(last.dateCreated)}</p>`
                }
              </li>`;
            })}
          </ul>`
    }
  `;
  return page(exchange, view.t('手机短信', 'Handsets'), content);
}

const language = (view: View) => view.lang === 'en' && html`<input type="hidden" name="lang" value="en" />`;

function bubble(view: View, message: SmsMessage) {
  const own = message.direction === 'inbound';
  const pictures = message.media.map(
    (item) => html`<span class="quiet">[${view.t('图片', 'picture')} ${item.contentType}]</span>`,
  );
  return html`<li class="${own ? 'own' : 'other'}">
    <p>${message.body} ${pictures}</p>
    <p class="quiet">${clock(message.dateCreated)}</p>
  </li>`;
}

/** One handset: the conversation with 12319, oldest first, and a line to write in. */
export function handsetPage(
  exchange: Exchange,
  gateway: TwilioGateway,
  number: string,
  problem?: string,
): Reply {
  const view = viewOf(exchange);
  const messages = gateway.store.ofNumber(number).filter(isDelivered).slice(-SHOWN);
  const content = html`
    <p class="row">
      <a href="${view.href('/sms')}">${view.t('全部手机', 'All handsets')}</a>
      <a href="${view.href(`/sms/handsets/${number}`)}">${view.t('刷新', 'Refresh')}</a>
    </p>
    ${problem !== undefined && html`<p class="notice" role="alert">${problem}</p>`}
    <section class="phone" aria-label="${view.t(`手机 ${number}`, `Handset ${number}`)}">
      ${
        messages.length === 0
          ? html`<p class="empty">${view.t('这部手机还没有短信。', 'Nothing on this handset yet.')}</p>`
          : html`<ol class="bubbles">
              ${messages.map((message) => bubble(view, message))}
            </ol>`
      }
      <form class="write" method="post" action="/sms/inbound">
        ${language(view)}
        <input type="hidden" name="from" value="${number}" />
        <label for="body">${view.t('写短信给 12319', 'Text 12319')}</label>
        <textarea id="body" name="body" rows="2" maxlength="1600" required></textarea>
        <button>${view.t('发送', 'Send')}</button>
      </form>
    </section>
  `;
  return page(
    { ...exchange, url: new URL(`/sms/handsets/${number}`, exchange.url) },
    number,
    content,
    problem === undefined ? 200 : 422,
  );
}
