import { limitWords } from '@/app/_help/topic-extras';
import type { StaffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { DataTable } from '@/app/_ui/table/data-table';
import { DEADLINE_STAGES } from '@/lib/tickets/deadlines';
import { readReference } from '@/lib/tickets/reference';
import { categoryNames, listDeadlineRules, type ListedRule } from '@/lib/tickets/settings/lists';

import { areaWords, STAGE_NAMES } from './stage-names';
import { PagedLinks, pagedRows } from './paged';
import { editPath } from './screen';

const PER_PAGE = 40;

/** Rules by stage; with an example category only those that match it, the one that holds marked. */
export async function DeadlineRuleList({
  page,
  query,
}: {
  page: StaffPage;
  query: Record<string, string | string[] | undefined>;
}) {
  const { t, link, locale } = page;
  const typed = typeof query.category === 'string' ? query.category.trim().toUpperCase() : '';
  const [{ categories }, nameOf] = await Promise.all([readReference(), categoryNames()]);
  const example = categories.get(typed);
  const rules = await listDeadlineRules(example?.code ?? null);
  const inOrder = DEADLINE_STAGES.flatMap((stage) => rules.filter((rule) => rule.stage === stage));
  const part = pagedRows(inOrder, query, PER_PAGE);
  const language = locale === 'en' ? 'en' : 'zh';
  const cells = (rule: ListedRule) => [
    <a
      key="name"
      href={link(editPath('deadline-rule', rule.id))}
      className="min-h-target -my-2 inline-flex items-center font-bold"
    >
      {rule.categoryPattern} {nameOf(rule.categoryPattern)[language]}
    </a>,
    areaWords(page, rule.areaClass),
    <span key="limit">
      {limitWords(rule, page)} {rule.wins ? <Tag kind="good">{t('settings.deadline.wins')}</Tag> : null}
    </span>,
    t(`help.confidence.${rule.confidence}`),
    rule.source,
  ];
  return (
    <>
      <form action={link('/console/settings/deadline-rule')} className="flex flex-wrap items-end gap-x-4">
        <TextField
          id="category"
          name="category"
          label={t('settings.deadline.example')}
          hint={t('settings.deadline.exampleHint')}
          defaultValue={typed}
          maxLength={5}
          width="code"
          autoComplete="off"
        />
        <Button look="second" className="mb-6">
          {t('settings.show')}
        </Button>
      </form>
      {typed !== '' && !example ? (
        <Notice kind="warning" title={t('settings.deadline.noExample', { code: typed })} />
      ) : null}
      {example ? (
        <p role="status" className="mb-4">
          {t('settings.deadline.forExample', {
            name: `${example.code} ${locale === 'en' ? example.nameEn : example.nameZh}`,
          })}
        </p>
      ) : null}
      {DEADLINE_STAGES.map((stage) => {
        const some = part.rows.filter((rule) => rule.stage === stage);
        return some.length === 0 ? null : (
          <DataTable
            key={stage}
            caption={t(STAGE_NAMES[stage])}
            columns={[
              t('settings.deadline.pattern'),
              t('settings.deadline.areaClass'),
              t('settings.deadline.limit'),
              t('settings.deadline.confidence'),
              t('settings.deadline.source'),
            ]}
            rows={some.map((rule) => ({ id: rule.id, cells: cells(rule) }))}
          />
        );
      })}
      <PagedLinks page={page} path="/console/settings/deadline-rule" query={query} part={part} />
    </>
  );
}
