import type { StaffPage } from '@/app/_staff/staff-page';
import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { DataTable } from '@/app/_ui/table/data-table';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { RoutingRule } from '@/lib/routing/decide';
import type { PlacedRule, Precedence } from '@/lib/routing/rule-order';

import { ruleWords, type RuleWords } from './rule-names';
import { editPath, type TypedForm } from './screen';

const WHY: Record<Precedence, MessageKey> = {
  category: 'settings.routing.why.category',
  division: 'settings.routing.why.division',
  conditions: 'settings.routing.why.conditions',
  priority: 'settings.routing.why.priority',
  id: 'settings.routing.why.id',
};

/** A button that proposes the rule with another priority; without script as well, since it is a whole form. */
function Move({
  page: { link },
  form,
  id,
  text,
  label,
}: {
  page: StaffPage;
  form: TypedForm;
  id: string;
  text: string;
  label: string;
}) {
  return (
    <form action={link('/console/settings/routing-rule/propose')} method="post">
      <input type="hidden" name="subject" value={id} />
      {Object.entries(form).flatMap(([name, values]) =>
        values.map((value) => <input key={name} type="hidden" name={name} value={value} />),
      )}
      <Button look="second" aria-label={label}>
        {text}
      </Button>
    </form>
  );
}

function Why({
  page: { t },
  placed,
  number,
}: {
  page: StaffPage;
  placed: PlacedRule;
  number: (id: string) => number;
}) {
  const { shadowedBy, deskOff, wins, lastResort } = placed;
  return (
    <ul>
      {shadowedBy ? (
        <li>
          <Tag kind="danger">{t('settings.routing.shadowed', { number: number(shadowedBy) })}</Tag>
        </li>
      ) : null}
      {deskOff ? (
        <li>
          <Tag kind="warning">{t('settings.routing.deskOff')}</Tag>
        </li>
      ) : null}
      {lastResort ? <li>{t('settings.routing.lastResort')}</li> : null}
      {wins ? (
        <li>
          {t('settings.routing.wins', { number: number(wins.over) })} {t(WHY[wins.by])}
        </li>
      ) : null}
    </ul>
  );
}

/** What a rule asks beside the category; what it leaves open is not listed. */
function Conditions({ page: { t }, rule, words }: { page: StaffPage; rule: RoutingRule; words: RuleWords }) {
  const asked = [
    rule.divisionPattern !== '*' && t('settings.routing.onDivision', { division: words.division }),
    rule.urgency !== null && t('settings.routing.onUrgency', { urgency: words.urgency }),
    rule.requestType !== null && t('settings.routing.onType', { type: words.requestType }),
  ].filter((text) => text !== false);
  if (asked.length === 0) return t('settings.routing.any');
  return (
    <ul>
      {asked.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** The rules of a prefecture in the order they are tried. */
export async function RuleTable({
  page,
  caption,
  rules,
  deskName,
  toForm,
}: {
  page: StaffPage;
  caption: string;
  rules: readonly PlacedRule[];
  deskName: (code: string) => string;
  toForm: (rule: RoutingRule) => TypedForm;
}) {
  const { t, link } = page;
  const words = await ruleWords(page);
  const number = (id: string) => rules.findIndex(({ rule }) => rule.id === id) + 1;
  return (
    <DataTable
      caption={caption}
      columns={[
        t('settings.routing.category'),
        t('settings.routing.conditions'),
        t('settings.routing.desk'),
        t('settings.routing.place'),
        t('settings.routing.priority'),
      ]}
      rows={rules.map((placed, index) => {
        const { rule, moves } = placed;
        const said = words(rule);
        const name = `${index + 1}. ${said.category}`;
        const move = (to: number | null, text: string, label: string) =>
          to === null ? null : (
            <Move
              page={page}
              id={rule.id}
              form={toForm({ ...rule, priority: to })}
              text={text}
              label={label}
            />
          );
        return {
          id: rule.id,
          cells: [
            <a
              key="rule"
              href={link(editPath('routing-rule', rule.id))}
              className="min-h-target -my-2 inline-flex items-center font-bold"
            >
              {name}
            </a>,
            <Conditions key="conditions" page={page} rule={rule} words={said} />,
            deskName(rule.deskCode),
            <Why key="why" page={page} placed={placed} number={number} />,
            <div key="priority" className="flex flex-wrap items-center gap-2">
              <span>{rule.priority}</span>
              {move(moves.up, t('settings.routing.up'), t('settings.routing.upOf', { name }))}
              {move(moves.down, t('settings.routing.down'), t('settings.routing.downOf', { name }))}
            </div>,
          ],
        };
      })}
    />
  );
}
