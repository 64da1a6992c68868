import type { PageContext } from '@/app/_page/context';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { AreaClass, DeadlineStage } from '@/lib/tickets/deadlines';

/** A message key holds no dash. */
export const STAGE_NAMES: Record<DeadlineStage, MessageKey> = {
  accept: 'settings.deadline.stages.accept',
  'accept-urgent': 'settings.deadline.stages.acceptUrgent',
  register: 'settings.deadline.stages.register',
  dispatch: 'settings.deadline.stages.dispatch',
  sign: 'settings.deadline.stages.sign',
  onsite: 'settings.deadline.stages.onsite',
  handle: 'settings.deadline.stages.handle',
  check: 'settings.deadline.stages.check',
  answer: 'settings.deadline.stages.answer',
  callback: 'settings.deadline.stages.callback',
};

/** An area class in words. */
export function areaWords({ t }: PageContext, area: AreaClass | '*'): string {
  return area === '*' ? t('settings.deadline.anyArea') : t('settings.deadline.area', { area });
}
