import { json, type Reply } from '../http';
import type { MessageStore, SmsMessage } from './message-store';
import { messageResource } from './resource';

/** A bound of `DateSent`, `DateSent<` or `DateSent>`: a GMT day, or a whole time. */
function withinDates(message: SmsMessage, query: URLSearchParams): boolean {
  const sent = message.dateSent;
  const on = query.get('DateSent');
  const until = query.get('DateSent<');
  const since = query.get('DateSent>');
  if (on === null && until === null && since === null) return true;
  if (sent === null) return false;
  const dayOnly = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const value = (text: string) => (dayOnly(text) ? sent.slice(0, 10) : sent);
  const bound = (text: string) => (dayOnly(text) ? text : new Date(text).toISOString());
  if (on !== null && sent.slice(0, 10) !== on.slice(0, 10)) return false;
  if (until !== null && value(until) > bound(until)) return false;
  return since === null || value(since) >= bound(since);
}

/** `GET …/Messages.json`: newest first, filtered by To, From and DateSent, in pages of PageSize (50, at most 1000). */
export function listMessages(accountSid: string, query: URLSearchParams, store: MessageStore): Reply {
  const size = Math.min(1000, Math.max(1, Math.trunc(Number(query.get('PageSize') ?? 50)) || 50));
  const number = Math.max(0, Math.trunc(Number(query.get('Page') ?? 0)) || 0);
  const start = number * size;
  const shown: SmsMessage[] = [];
  let matched = 0;
  for (const message of store.newestFirst()) {
    if (query.has('To') && message.to !== query.get('To')) continue;
    if (query.has('From') && message.from !== query.get('From')) continue;
    if (!withinDates(message, query)) continue;
    if (matched >= start) shown.push(message);
    matched += 1;
    if (shown.length > size) break;
  }
  const page = shown.slice(0, size);
  const uri = (to: number): string => {
    const next = new URLSearchParams(query);
    next.set('PageSize', String(size));
    next.set('Page', String(to));
    return `/2010-04-01/Accounts/${accountSid}/Messages.json?${next.toString()}`;
  };
  return json(200, {
    first_page_uri: uri(0),
    next_page_uri: shown.length > size ? uri(number + 1) : null,
    previous_page_uri: number > 0 ? uri(number - 1) : null,
    uri: uri(number),
    page: number,
    page_size: size,
    start,
    end: Math.max(start, start + page.length - 1),
    messages: page.map((message) => messageResource(accountSid, message)),
  });
}
