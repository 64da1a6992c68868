import type { Translate } from '@/lib/platform/i18n/translate';

const numbers = ['110', '119', '120', '122'] as const;

/** The emergency numbers as links that dial. */
export function EmergencyNumbers({ t }: { t: Translate }) {
  return (
    <ul className="flex flex-wrap gap-x-6">
      {numbers.map((number) => (
        <li key={number}>
          <a
            href={`tel:${number}`}
            className="min-h-target text-danger inline-flex items-center gap-2 font-bold"
          >
            <span className="text-lg tabular-nums">{number}</span>
            <span>{t(`emergency.${number}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
