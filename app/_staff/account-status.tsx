import { Tag } from '@/app/_ui/content/tag';
import type { AccountStatus } from '@/lib/staff/account-store';

import type { PageContext } from '../_page/context';

const KINDS = { invited: 'warning', active: 'good', locked: 'danger', closed: 'neutral' } as const;

/** An account's state in one word. */
export function AccountStatusTag({
  context: { t },
  status,
}: {
  context: PageContext;
  status: AccountStatus;
}) {
  return <Tag kind={KINDS[status]}>{t(`console.status.${status}`)}</Tag>;
}
