import { OutcomeTag } from '@/app/_audit/audit-table';
import { actorText, auditTime, placeText, subjectText } from '@/app/_audit/audit-words';
import { pageMetadata } from '@/app/_page/metadata';
import { placesByCode } from '@/app/_staff/role-names';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { DefinitionList, type Definition } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { actionName } from '@/lib/audit/action-names';
import { auditQuery, type AuditFilters } from '@/lib/audit/audit-filters';
import { readAuditRow } from '@/lib/audit/read-audit-row';

export const generateMetadata = pageMetadata('console.audit.one', { hidden: true });

const code = (text: string) => <code className="break-all">{text}</code>;
/** Plain words as they are, everything else as JSON. */
const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** One row of the audit trail with its data and its seal. */
export default async function AuditRowPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const page = await staffPage(params, { permission: 'audit.read' });
  const { t, link, locale, identity } = page;
  const { row, seal } = await orNotFound(readAuditRow(identity.actor, (await params).id));
  const places = await placesByCode(page);
  const rowsOf = (filters: AuditFilters, text: string) => (
    <a
      href={link(`/console/audit${auditQuery(filters)}`)}
      className="min-h-target inline-flex items-center font-bold"
    >
      {text}
    </a>
  );
  const items: Definition[] = [
    { name: t('console.audit.time'), value: `${auditTime(row.at)} ${t('console.audit.chinaTime')}` },
    {
      name: t('console.audit.action'),
      value: (
        <>
          {actionName(row.action, locale)} {code(row.action)}
        </>
      ),
    },
    { name: t('console.audit.outcome'), value: <OutcomeTag context={page} outcome={row.outcome} /> },
    {
      name: t('console.audit.who'),
      value: (
        <>
          {actorText(page, row)}
          {'\n'}
          {row.actorKind === 'public' ? t('console.audit.publicText') : code(row.actorId)}
        </>
      ),
      ...(row.actorKind === 'public'
        ? {}
        : {
            action: rowsOf(
              { kind: row.actorKind as AuditFilters['kind'], who: row.actorId },
              t('console.audit.sameActor'),
            ),
          }),
    },
    {
      name: t('console.audit.subject'),
      value: (
        <>
          {subjectText(page, row)}
          {'\n'}
          {code(row.subjectId)}
        </>
      ),
      action: rowsOf(
        { subjectKind: row.subjectKind, subject: row.subjectId },
        t('console.audit.sameSubject'),
      ),
    },
    { name: t('console.audit.place'), value: placeText(page, places, row.jurisdictionCode) },
    row.requestId === null
      ? { name: t('console.audit.request'), value: t('console.audit.noRequest') }
      : {
          name: t('console.audit.request'),
          value: code(row.requestId),
          action: rowsOf({ request: row.requestId }, t('console.audit.sameRequest')),
        },
    { name: t('console.audit.reference'), value: code(row.reference) },
  ];
  const data = Object.entries(row.data);
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('console.audit.title'), href: link('/console/audit') },
          { text: t('console.audit.one') },
        ]}
      />
      <PageTitle>{`${actionName(row.action, locale)} · ${auditTime(row.at)}`}</PageTitle>
      <DefinitionList items={items} />
      <h2 className="mb-2 text-xl">{t('console.audit.data')}</h2>
      {data.length === 0 ? (
        <p className="mb-6">{t('console.audit.noData')}</p>
      ) : (
        <DefinitionList items={data.map(([name, value]) => ({ name, value: code(shown(value)) }))} />
      )}
      <h2 className="mb-2 text-xl">{t('console.audit.seal')}</h2>
      {seal === null ? (
        <Notice kind="warning" title={t('console.audit.notSealed')}>
          <p>{t('console.audit.notSealedText')}</p>
        </Notice>
      ) : (
        <>
          <Notice
            kind={seal.matches ? 'success' : 'emergency'}
            title={t(seal.matches ? 'console.audit.matches' : 'console.audit.differs')}
          >
            <p>{t(seal.matches ? 'console.audit.matchesText' : 'console.audit.differsText')}</p>
          </Notice>
          <DefinitionList
            items={[
              { name: t('console.audit.position'), value: seal.position },
              { name: t('console.audit.sealedAt'), value: auditTime(seal.sealedAt) },
              { name: t('console.audit.hash'), value: code(seal.hash) },
            ]}
          />
        </>
      )}
    </Page>
  );
}
