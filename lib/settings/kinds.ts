import { DomainError } from '@/lib/platform/errors';
import { siteOwnerKind } from './site-owner';
import { anyKind, type AnyKind } from './setting-kind';

/** Every kind of setting that staff may change. A new one is a line here and one in app/_settings/screens.ts. */
const KINDS: readonly AnyKind[] = [anyKind(siteOwnerKind)];

/**
 * A kind by its name.
 * @throws DomainError not_found
 */
export function settingKind(name: string): AnyKind {
  const found = KINDS.find(({ kind }) => kind === name);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** All of them. */
export function settingKinds(): readonly AnyKind[] {
  return KINDS;
}
