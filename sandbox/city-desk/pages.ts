import type { Exchange, Reply } from '../http';
import { clock, html, page, viewOf, type Markup, type View } from '../page';
import { attachmentsOf } from './attachment';
import type { WorkOrder, WorkOrderStore } from './store';
import { ACTS, MESSAGES, NEXT, PUSHES, STATUS, URGENCY } from './words';

const PAGE_SIZE = 25;

function word(view: View, words: Record<string, readonly [string, string]>, key: string): string {
  const [zh, en] = words[key] ?? [key, key];
  return view.t(zh, en);
}

/** The fields of a work order that the page shows; the contract has checked them. */
interface Payload {
  description: string;
  matterCode: string;
  divisionCode: string;
  address: string;
  lng?: number;
  lat?: number;
  coordinateSystem?: string;
  acceptedAt: string;
  dueAt?: string;
  urgency: string;
  keepSecret: boolean;
  reporter?: Record<string, string>;
  attributes: Record<string, string | number | boolean | string[]>;
}

const payloadOf = (order: WorkOrder): Payload => JSON.parse(order.payload) as Payload;
const orderPath = (order: WorkOrder): string => `/city-desk/work-orders/${order.externalId}`;

/** `/city-desk`: work orders, last changed first, with a search by ticket number. */
export function listPage(exchange: Exchange, store: WorkOrderStore): Reply {
  const view = viewOf(exchange);
  const query = exchange.url.searchParams;
  const wanted = (query.get('ticketNumber') ?? '').replaceAll(/[\s-]/g, '');
  const found = wanted === '' ? [...store.all()].reverse() : [...store.byTicket(wanted)].reverse();
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const number = Math.min(pages, Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1));
  const shown = found.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const turn = (to: number, label: string): Markup =>
    html`<a href="${view.href(`/city-desk?page=${to}`)}">${label}</a>`;
  const content = html`
    <form class="search" method="get" action="/city-desk" role="search">
      ${view.lang === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <label for="ticket">${view.t('工单编号', 'Ticket number')}</label>
      <input id="ticket" name="ticketNumber" inputmode="numeric" value="${wanted}" />
      <button>${view.t('查找', 'Find')}</button>
    </form>
    <p class="quiet">
      ${view.t(`共 ${store.size} 件工单`, `${store.size} work orders`)}
      ${store.doubled > 0 && html` · <strong class="bad">${view.t(`重复 ${store.doubled} 件`, `${store.doubled} doubled`)}</strong>`}
      · <a href="${exchange.url.pathname}${exchange.url.search}">${view.t('刷新', 'Refresh')}</a>
    </p>
    ${
      shown.length === 0
        ? html`<p class="empty">
            ${view.t('还没有工单。在网站上提交一件诉求，几秒后会出现在这里。', 'No work orders yet. Send a report on the web site and it appears here within seconds.')}
          </p>`
        : html`<ul class="cards">
            ${shown.map((order) => card(view, order))}
          </ul>`
    }
    ${
      pages > 1 &&
      html`<nav class="pages" aria-label="${view.t('翻页', 'Pages')}">
        ${number > 1 && turn(number - 1, view.t('上一页', 'Previous'))}
        <span>${number} / ${pages}</span>
        ${number < pages && turn(number + 1, view.t('下一页', 'Next'))}
      </nav>`
    }
  `;
  return page(exchange, view.t('承办平台：工单', 'City desk: work orders'), content);
}

function card(view: View, order: WorkOrder): Markup {
  const payload = payloadOf(order);
  return html`<li class="card">
    <p class="row">
      <a class="title" href="${view.href(orderPath(order))}">${order.externalId}</a>
      <span class="tag ${order.status}">${word(view, STATUS, order.status)}</span>
      ${payload.urgency !== 'normal' && html`<span class="tag urgent">${word(view, URGENCY, payload.urgency)}</span>`}
      ${order.doubled && html`<span class="tag bad">${view.t('重复', 'Doubled')}</span>`}
    </p>
    <p class="clip">${payload.description}</p>
    <p class="quiet">
      ${order.ticketNumber} · ${order.deskCode} · ${payload.address} · ${clock(order.receivedAt)}
    </p>
  </li>`;
}

function facts(view: View, order: WorkOrder, payload: Payload): Markup {
  const time = (text?: string) => (text === undefined ? '—' : clock(text));
  const reporter = payload.reporter;
  const attributes = Object.entries(payload.attributes);
  const rows: [string, Markup | string][] = [
    [view.t('工单编号', 'Ticket'), order.ticketNumber],
    [view.t('承办平台', 'Desk'), order.deskCode],
    [view.t('事项代码', 'Matter'), payload.matterCode],
    [view.t('紧急程度', 'Urgency'), word(view, URGENCY, payload.urgency)],
    [view.t('地址', 'Address'), `${payload.divisionCode} ${payload.address}`],
    ...(payload.lng === undefined
      ? []
      : ([
          [view.t('坐标', 'Coordinates'), `${payload.lng}, ${payload.lat} (${payload.coordinateSystem})`],
        ] as [string, string][])),
    [view.t('受理', 'Accepted'), time(payload.acceptedAt)],
    [view.t('办理时限', 'Due'), time(payload.dueAt)],
    [
      view.t('诉求人', 'Reporter'),
      payload.keepSecret === true
        ? view.t('保密', 'Kept secret')
        : reporter
          ? Object.values(reporter).join(' · ')
          : view.t('未留联系方式', 'Not given'),
    ],
    ...attributes.map(([key, value]): [string, string] => [
      key,
      Array.isArray(value) ? value.join('、') : String(value),
    ]),
    [
      view.t('收到', 'Received'),
      html`${clock(order.receivedAt)}${order.received > 1 && html` × ${order.received}`}`,
    ],
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function actForm(view: View, order: WorkOrder): Markup {
  const first = NEXT[order.status] ?? [];
  const rest = Object.keys(ACTS).filter((type) => !first.includes(type));
  const button = (type: string, quiet: boolean): Markup =>
    html`<button name="type" value="${type}" ${quiet && html`class="quiet-button"`}>
      ${word(view, ACTS, type)}
    </button>`;
  return html`<form class="act" method="post" action="${orderPath(order)}/advance">
    ${view.lang === 'en' && html`<input type="hidden" name="lang" value="en" />`}
    <label for="text"
      >${view.t('说明（退回、询问、消息时填写）', 'Text (for a return, a question or a message)')}</label
    >
    <textarea id="text" name="text" rows="2" maxlength="4000"></textarea>
    <div class="pair">
      <p>
        <label for="unit">${view.t('承办单位', 'Handling unit')}</label>
        <input id="unit" name="unit" maxlength="200" />
      </p>
      <p>
        <label for="due">${view.t('时限（申请延期时）', 'Due (when asking for more time)')}</label>
        <input id="due" name="dueAt" type="datetime-local" />
      </p>
    </div>
    <p class="check">
      <input id="lost" name="lost" type="checkbox" value="1" />
      <label for="lost"
        >${view.t('只记录，不推送（演示对账）', 'Record only, do not push (to show reconciliation)')}</label
      >
    </p>
    <p class="buttons">${first.map((type) => button(type, false))}</p>
    <p class="buttons">${rest.map((type) => button(type, true))}</p>
  </form>`;
}

function history(view: View, order: WorkOrder): Markup {
  const events = order.events.map(({ event, push }) => ({
    at: event.at,
    item: html`<li>
      <p class="row">
        <strong>${word(view, ACTS, event.type)}</strong> ${clock(event.at)}
        <span class="tag ${push.state}"
          >${word(view, PUSHES, push.state)}${push.status !== undefined && ` ${push.status}`}</span
        >
        ${push.attempts > 1 && html`<span class="quiet">× ${push.attempts}</span>`}
      </p>
      ${event.unit && html`<p>${event.unit}</p>`} ${event.text && html`<p>${event.text}</p>`}
      ${event.reasonCode && html`<p class="quiet">${event.reasonCode}</p>`}
      ${event.dueAt && html`<p class="quiet">${clock(event.dueAt)}</p>`}
      ${push.error && html`<p class="bad">${push.error}</p>`}
    </li>`,
  }));
  const messages = order.messages.map(({ message, receivedAt }) => ({
    at: receivedAt,
    item: html`<li class="theirs">
      <p class="row">
        <strong
          >${view.t('来自 12319：', 'From 12319: ')}${word(view, MESSAGES, String(message['type']))}</strong
        >
        ${clock(receivedAt)}
      </p>
      ${typeof message['text'] === 'string' && html`<p>${message['text']}</p>`}
    </li>`,
  }));
  const all = [...events, ...messages].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return all.length === 0
    ? html`<p class="empty">${view.t('还没有办理记录。', 'Nothing has happened yet.')}</p>`
    : html`<ol class="timeline">
        ${all.map((entry) => entry.item)}
      </ol>`;
}

/** One work order with its photos, what happened, and a button for each thing the desk can do. */
export function orderPage(exchange: Exchange, order: WorkOrder, problem?: string): Reply {
  const view = viewOf(exchange);
  const payload = payloadOf(order);
  const photos = attachmentsOf(order).map((attachment, index) => {
    const url = `${orderPath(order)}/attachments/${index}`;
    const label = view.t(`照片 ${index + 1}`, `Photo ${index + 1}`);
    return attachment.mediaType.startsWith('image/')
      ? html`<a href="${url}"><img src="${url}" alt="${label}" loading="lazy" width="160" height="120" /></a>`
      : html`<a href="${url}">${label} (${attachment.mediaType})</a>`;
  });
  const content = html`
    <p class="row">
      <span class="tag ${order.status}">${word(view, STATUS, order.status)}</span>
      ${order.doubled && html`<span class="tag bad">${view.t('重复工单', 'Doubled work order')}</span>`}
      <a href="${view.href('/city-desk')}">${view.t('全部工单', 'All work orders')}</a>
    </p>
    ${problem !== undefined && html`<p class="notice" role="alert">${view.t('没有发送：', 'Not sent: ')}${problem}</p>`}
    <div class="columns">
      <section>
        <h2>${view.t('诉求', 'The report')}</h2>
        <p class="description">${payload.description}</p>
        ${photos.length > 0 && html`<p class="photos">${photos}</p>`} ${facts(view, order, payload)}
      </section>
      <section>
        <h2>${view.t('办理', 'Act')}</h2>
        ${actForm(view, order)}
        <h2>${view.t('经过', 'What happened')}</h2>
        ${history(view, order)}
      </section>
    </div>
  `;
  return page(
    { ...exchange, url: new URL(orderPath(order), exchange.url) },
    order.externalId,
    content,
    problem === undefined ? 200 : 422,
  );
}
