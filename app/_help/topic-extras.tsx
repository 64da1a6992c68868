import type { PageContext } from '@/app/_page/context';
import { BarTable } from '@/app/_ui/chart/bar-table';
import type { DeadlineFact, DeadlineFacts } from '@/lib/tickets/deadline-facts';
import { wordsOf } from '@/lib/tickets/views';

import { NUMBERS, STEPS } from './topics';

interface Props {
  context: PageContext;
}

/** Who to call: each number with what it is for and what it is not for. */
export function NumberTable({ context: { t } }: Props) {
  return (
    <BarTable
      caption={t('help.numbersTitle')}
      columns={[t('help.number'), t('help.yes'), t('help.no')]}
      rows={NUMBERS.map((number) => ({
        id: number,
        name: (
          <>
            {number === 'gas' ? null : <a href={`tel:${number}`}>{number}</a>}
            <div>{t(`help.numbers.${number}.name`)}</div>
          </>
        ),
        cells: [{ text: t(`help.numbers.${number}.yes`) }, { text: t(`help.numbers.${number}.no`) }],
      }))}
    />
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
