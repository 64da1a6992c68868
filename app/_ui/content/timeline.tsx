/** What happened, newest last. `now` marks the step that stands. */
export interface TimelineItem {
  id: string;
  title: string;
  time: string;
  dateTime: string;
  lines?: readonly string[];
  now?: boolean;
}

export function Timeline({ items, nowLabel }: { items: readonly TimelineItem[]; nowLabel: string }) {
  return (
    <ol className="ml-3">
      {items.map((item) => (
        <li
          key={item.id}
          aria-current={item.now ? 'step' : undefined}
          className="border-line relative border-l-4 pb-6 pl-7 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden="true"
            className={
              item.now
                ? 'bg-accent border-accent absolute top-1 -left-3 size-5 rounded-full border-4'
                : 'bg-surface border-accent absolute top-1 -left-3 size-5 rounded-full border-4'
            }
          />
          <p className="font-bold">
            {item.title}
            {item.now ? <span className="text-accent ml-2 text-sm">({nowLabel})</span> : null}
          </p>
          <p className="text-muted text-sm">
            <time dateTime={item.dateTime}>{item.time}</time>
          </p>
          {item.lines?.map((line) => (
            <p key={line} className="mt-1 whitespace-pre-line">
              {line}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
