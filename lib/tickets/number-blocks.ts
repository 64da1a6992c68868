import { db } from '@/lib/platform/db';

/** How many positions a process reserves at once; unused ones are lost with the process, which no one can see. */
const BLOCK = 64;

interface Block {
  next: number;
  end: number;
}

const blocks = new Map<string, Block>();
const reserving = new Map<string, Promise<Block>>();

async function reserve(jurisdictionCode: string): Promise<Block> {
  const { rows } = await db().query<{ next: string }>(
    `INSERT INTO ticket_number_block (jurisdiction_code, next) VALUES ($1, $2)
     ON CONFLICT (jurisdiction_code) DO UPDATE SET next = ticket_number_block.next + $2
     RETURNING next`,
    [jurisdictionCode, BLOCK],
  );
  const end = Number(rows[0]!.next);
  return { next: end - BLOCK, end };
}

/**
 * The next position of a prefecture's number sequence, unique across processes and restarts.
 * Reserved in blocks and outside the submitting transaction, so submissions never wait for each other here.
 */
export async function nextNumberPosition(jurisdictionCode: string): Promise<number> {
  for (;;) {
    const block = blocks.get(jurisdictionCode);
    if (block && block.next < block.end) return block.next++;
    let pending = reserving.get(jurisdictionCode);
    if (!pending) {
      pending = reserve(jurisdictionCode).finally(() => reserving.delete(jurisdictionCode));
      reserving.set(jurisdictionCode, pending);
      void pending.then((fresh) => blocks.set(jurisdictionCode, fresh)).catch(() => undefined);
    }
    await pending;
  }
}
