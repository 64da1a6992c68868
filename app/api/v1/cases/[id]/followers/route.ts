import type { z } from 'zod';
import { DomainError } from '@/lib/platform/errors';
import { languageOf } from '@/lib/platform/problem';
import { readJson, route } from '@/lib/platform/route';
import type { followedCase } from '@/lib/tickets/cases/case-schemas';
import { followerBody, followCase } from '@/lib/tickets/cases/follow-case';
import { followingUrl } from '@/lib/tickets/cases/follower-proof';

/** "I met this too", from an app: 201 when counted, 200 when this device had been counted before. */
export const POST = route('cases.follow', async (request, { address, params }) => {
  const body = followerBody.safeParse(await readJson(request, 4_096));
  if (!body.success) throw new DomainError('invalid_input');
  const caseId = params.id ?? '';
  const locale = languageOf(request.headers) === 'en' ? 'en' : 'zh-CN';
  const { key, counted, followers } = await followCase(
    { kind: 'public', address },
    { caseId, browser: body.data.deviceId, locale },
  );
  const answer: z.infer<typeof followedCase> = { followers, url: followingUrl(caseId, key, locale) };
  return Response.json(answer, { status: counted ? 201 : 200, headers: { 'cache-control': 'no-store' } });
});
