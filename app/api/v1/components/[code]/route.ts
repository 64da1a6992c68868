import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { findComponent } from '@/lib/tickets/components/find-component';

/** What a number on an object belongs to. Numbers run on, so the limit keeps a list from being read off one by one. */
export const GET = route('components.find', async (_request, { address, params }) => {
  await limit('component-address', address);
  const component = await findComponent(params.code ?? '');
  if (!component) throw new DomainError('unknown_component');
  return Response.json(component, {
    headers: { 'cache-control': 'private, no-store', 'access-control-allow-origin': '*' },
  });
});
