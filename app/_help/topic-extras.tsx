import type { PageContext } from '@/app/_page/context';
import { BarTable } from '@/app/_ui/chart/bar-table';
import type { DeadlineFact, DeadlineFacts } from '@/lib/tickets/deadline-facts';
import { wordsOf } from '@/lib/tickets/views';

import { NUMBERS, STEPS } from './topics';

interface Props {
  context: PageContext;
}

/** Who to call: each number with what it is for and what it is not for; side by side where there is room for sentences. */
export function NumberList({ context: { t } }: Props) {
  return (
    <>
      <h3 className="mb-1 font-bold">{t('help.numbersTitle')}</h3>
      <ul className="cells mb-6">
        {NUMBERS.map((number) => (
          <li key={number} className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_2fr_2fr]">
            <p>
              {number === 'gas' ? null : (
                <a href={`tel:${number}`} className="mr-3 text-lg font-bold tabular-nums">
                  {number}
                </a>
              )}
              {t(`help.numbers.${number}.name`)}
            </p>
            <p>
              <b>{t('help.yes')}</b>
              {t('help.colon')}
              {t(`help.numbers.${number}.yes`)}
            </p>
            <p>
              <b>{t('help.no')}</b>
              {t('help.colon')}
              {t(`help.numbers.${number}.no`)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The states in the words of the track page. */
export function StateList({ context: { t, locale } }: Props) {
  return (
    <ul className="cells mb-6 max-w-2xl">
      {STEPS.map((step) => (
        <li key={step}>
          <b>{wordsOf(step)[locale]}</b>
          {t('help.colon')}
          {t(`help.state.${step}`)}
        </li>
      ))}
    </ul>
  );
}

/** A limit in words, with its unit. */
export function limitWords(
  { amount, unit }: Pick<DeadlineFact, 'amount' | 'unit'>,
  { t }: PageContext,
): string {
  if (unit === 'urgent_hour' && amount < 1) return t('help.unit.minutes', { n: amount * 60 });
  return t(`help.unit.${unit}`, { n: amount });
}

/** How long steps and some matters may take, with how surely we know. */
export function DeadlineTables({ facts, context }: Props & { facts: DeadlineFacts | null }) {
  const { t, locale } = context;
  if (!facts) return <p>{t('help.timeAway')}</p>;
  const cells = (fact: DeadlineFact) => [
    { text: limitWords(fact, context) },
    { text: t(`help.confidence.${fact.confidence}`) },
  ];
  return (
    <>
      <BarTable
        caption={t('help.timeStage')}
        columns={[t('help.stage'), t('help.limit'), t('help.basis')]}
        rows={facts.stages.map((fact) => ({
          id: fact.stage,
          name: t(stageKey(fact.stage)),
          cells: cells(fact),
        }))}
      />
      <BarTable
        caption={t('help.timeMatter')}
        columns={[t('help.matter'), t('help.limit'), t('help.basis')]}
        rows={facts.matters.map((fact) => ({ id: fact.code, name: fact.name[locale], cells: cells(fact) }))}
      />
    </>
  );
}

/** A message key holds no dash. */
function stageKey(stage: DeadlineFacts['stages'][number]['stage']) {
  const names = {
    accept: 'help.stages.accept',
    'accept-urgent': 'help.stages.accept_urgent',
    register: 'help.stages.register',
    dispatch: 'help.stages.dispatch',
    sign: 'help.stages.sign',
    check: 'help.stages.check',
  } as const;
  return names[stage];
}
