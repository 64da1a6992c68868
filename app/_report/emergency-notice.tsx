import type { Translate } from '@/lib/platform/i18n/translate';

import { Notice } from '../_ui/content/notice';

type Service = '110' | '119' | '120' | '122' | 'gas';

/** Whom to call before anything else, with links that dial. `live` where it appears while the person types. */
export function EmergencyNotice({
  t,
  services,
  live = false,
}: {
  t: Translate;
  services: readonly Service[];
  live?: boolean;
}) {
  const numbers = services.flatMap((service) => (service === 'gas' ? [] : [service]));
  // gas has no number of its own that holds everywhere; the fire brigade comes for it
  const dial = numbers.length > 0 ? numbers : (['119'] as const);
  return (
    <Notice kind="emergency" title={t('emergency.noticeTitle')} live={live}>
      <ul className="my-2 flex flex-wrap gap-3">
        {dial.map((number) => (
          <li key={number}>
            <a
              href={`tel:${number}`}
              className="border-danger bg-surface text-danger min-h-target inline-flex items-center gap-2 rounded-sm border-2 px-4 font-bold no-underline"
            >
              <span className="text-lg tabular-nums">{number}</span>
              {t(`emergency.${number}`)}
            </a>
          </li>
        ))}
      </ul>
      {services.includes('gas') ? <p className="mb-2 font-bold">{t('emergency.gasText')}</p> : null}
      <p>{t('emergency.noticeText')}</p>
    </Notice>
  );
}
