import type { ReactNode } from 'react';

/** Pairs of name and value; `action` is a link to change the value. */
export interface Definition {
  name: string;
  value: ReactNode;
  action?: ReactNode;
}

export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="border-line mb-6 border-t">
      {items.map((item) => (
        <div
          key={item.name}
          className="border-line grid grid-cols-[1fr_auto] items-start gap-x-6 border-b py-3 sm:grid-cols-[minmax(8rem,1fr)_3fr_auto]"
        >
          <dt className="text-muted font-bold">{item.name}</dt>
          <dd className="order-last col-span-2 whitespace-pre-line sm:order-none sm:col-span-1">
            {item.value}
          </dd>
          {item.action ? <dd className="no-print -my-2">{item.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
