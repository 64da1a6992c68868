import { DataTable } from '@/app/_ui/table/data-table';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import type { AnchorState, ChainState, VerificationView } from '@/lib/audit/chain-state';
import { LOOKED_AT } from '@/lib/audit/chain-state';
import type { MessageKey } from '@/lib/platform/i18n/translate';

import type { PageContext } from '../_page/context';
import { auditTime, placeText } from './audit-words';

const FAULTS: Record<string, MessageKey> = {
  changed: 'console.audit.fault.changed',
  missing: 'console.audit.fault.missing',
  gap: 'console.audit.fault.gap',
  cut: 'console.audit.fault.cut',
  rewritten: 'console.audit.fault.rewritten',
  'not-anchored': 'console.audit.fault.notAnchored',
  unsealed: 'console.audit.fault.unsealed',
  'anchor-damaged': 'console.audit.fault.anchorDamaged',
};

const ANCHORS: Record<AnchorState, { text: MessageKey; kind: 'good' | 'warning' | 'danger' }> = {
  anchored: { text: 'console.audit.anchor.anchored', kind: 'good' },
  behind: { text: 'console.audit.anchor.behind', kind: 'warning' },
  none: { text: 'console.audit.anchor.none', kind: 'warning' },
  differs: { text: 'console.audit.anchor.differs', kind: 'danger' },
  cut: { text: 'console.audit.anchor.cut', kind: 'danger' },
};

interface Props {
  context: PageContext;
  places: ReadonlyMap<string, string>;
}

function Verification({ context, places, verification }: Props & { verification: VerificationView | null }) {
  const { t } = context;
  if (!verification)
    return (
      <Notice kind="warning" title={t('console.audit.neverVerified')}>
        <p>{t('console.audit.neverVerifiedText')}</p>
      </Notice>
    );
  const { at, by, rows, chains, faults } = verification;
  const who =
    by === 'worker' ? t('console.audit.nightly') : by === 'command-line' ? t('console.audit.byCommand') : by;
  const how = t('console.audit.verifiedText', { at: auditTime(at), by: who, rows, chains });
  return faults.length === 0 ? (
    <Notice kind="success" title={t('console.audit.intact')}>
      <p>{how}</p>
    </Notice>
  ) : (
    <Notice kind="emergency" title={t('console.audit.broken', { count: faults.length })}>
      <p className="mb-2">{how}</p>
      <ul className="mb-2 list-disc pl-6">
        {faults.map(({ jurisdictionCode, kind, position }) => (
          <li key={`${jurisdictionCode}${kind}${position}`}>
            {placeText(context, places, jurisdictionCode)} ·{' '}
            {FAULTS[kind] ? t(FAULTS[kind], { position }) : kind}
          </li>
        ))}
      </ul>
      <p>{t('console.audit.brokenText')}</p>
    </Notice>
  );
}

/** The state of the chains, above the rows: whoever reads them must know whether they can be believed. */
export function ChainPanel({ context, places, state }: Props & { state: ChainState }) {
  const { t } = context;
  const bad = state.chains.filter(({ anchor }) => anchor !== 'anchored');
  return (
    <section aria-label={t('console.audit.chain')}>
      <Verification context={context} places={places} verification={state.verification} />
      {state.unsealed > 0 ? (
        <Notice kind="warning" title={t('console.audit.unsealed', { count: state.unsealed, of: LOOKED_AT })}>
          <p>{t('console.audit.unsealedText')}</p>
        </Notice>
      ) : null}
      {state.anchorDamaged ? <Notice kind="emergency" title={t('console.audit.anchorDamaged')} /> : null}
      {!state.anchorDamaged && bad.length > 0 ? (
        <Notice kind="warning" title={t('console.audit.notAnchored', { count: bad.length })}>
          <p>{t('console.audit.notAnchoredText')}</p>
        </Notice>
      ) : null}
      <details className="mb-6" open={bad.length > 0}>
        <summary className="min-h-target text-accent flex w-fit cursor-pointer items-center font-bold">
          {t('console.audit.chains', { count: state.chains.length })}
        </summary>
        <DataTable
          caption={t('console.audit.heads')}
          columns={[
            t('console.audit.place'),
            t('console.audit.position'),
            t('console.audit.sealedAt'),
            t('console.audit.anchorColumn'),
          ]}
          rows={state.chains.map((chain) => ({
            id: chain.jurisdictionCode,
            cells: [
              placeText(context, places, chain.jurisdictionCode),
              chain.position,
              chain.position === '0' ? '—' : auditTime(chain.sealedAt),
              <Tag key="anchor" kind={ANCHORS[chain.anchor].kind}>
                {t(ANCHORS[chain.anchor].text, { position: chain.anchoredPosition ?? '0' })}
              </Tag>,
            ],
          }))}
        />
      </details>
    </section>
  );
}
