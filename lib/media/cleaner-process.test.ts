import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPhoto } from '@/tests/factories/images';
import { createCleaner, type Cleaner, type CleanImage } from './cleaner';
import { cleanerSource } from './cleaner-process';

let folder: string;
let photo: Buffer;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cleaner-process-'));
  photo = await buildPhoto();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function clean(cleaner: Cleaner): Promise<CleanImage> {
  const input = path.join(folder, `in-${++count}`);
  const output = path.join(folder, `out-${count}`);
  await writeFile(input, photo);
  try {
    return await cleaner.clean(input, output, 'jpeg');
  } catch (error) {
    expect(existsSync(output)).toBe(false);
    throw error;
  }
}

/** A program that stands for a decoder gone wrong, in the place of the cleaning program. */
async function program(source: string): Promise<string[]> {
  const file = path.join(folder, `program-${++count}.mjs`);
  await writeFile(
    file,
    `process.on('disconnect', () => process.exit(0)); process.send({ ready: true });\n${source}`,
  );
  return [file];
}

describe('the process that reads strangers’ files', () => {
  it('is killed when it takes too long, and the next photo finds another', async () => {
    const hanging = createCleaner({
      program: await program(`process.on('message', () => { for (;;); });`),
      processes: 1,
      timeoutMs: 200,
    });
    await expect(clean(hanging)).rejects.toMatchObject({
      code: 'image_too_costly',
    });
    await expect(clean(hanging)).rejects.toMatchObject({
      code: 'image_too_costly',
    });
    await hanging.close();
  });

  it('is killed when it holds too much memory', async () => {
    const greedy = createCleaner({
      program: await program(
        `const held = []; process.on('message', () => setInterval(() => held.push(Buffer.alloc(16 << 20, 1)), 5));`,
      ),
      processes: 1,
      maxResidentMb: 200,
      maxDataMb: 4_096,
    });
    await expect(clean(greedy)).rejects.toMatchObject({
      code: 'image_too_costly',
    });
    await greedy.close();
  });

  it('cannot allocate beyond its hard limit', async () => {
    const sudden = createCleaner({
      program: await program(`process.on('message', () => Buffer.alloc(2 ** 31, 1));`),
      processes: 1,
      maxResidentMb: 100_000,
      maxDataMb: 700,
    });
    await expect(clean(sudden)).rejects.toMatchObject({
      code: 'unreadable_image',
    });
    await sudden.close();
  });

  it('may die once without harm to the photo that was in its hands', async () => {
    const mark = path.join(folder, 'died-once');
    const source = cleanerSource().at(-1) ?? '';
    const mortal = createCleaner({
      program: [
        '--import',
        'tsx',
        ...(await program(
          `import { existsSync, writeFileSync } from 'node:fs';
           if (!existsSync(${JSON.stringify(mark)})) {
             process.on('message', () => { writeFileSync(${JSON.stringify(mark)}, ''); process.kill(process.pid, 'SIGSEGV'); });
           } else await import(${JSON.stringify(source)});`,
        )),
      ],
      processes: 1,
    });
    expect(await clean(mortal)).toMatchObject({ width: 64 });
    await mortal.close();
  });

  it('is not believed: an answer out of shape ends it', async () => {
    const lying = createCleaner({
      program: await program(
        `process.on('message', (job) => process.send({ id: job.id, width: '1; drop table', height: -1 }));`,
      ),
      processes: 1,
    });
    await expect(clean(lying)).rejects.toMatchObject({
      code: 'unreadable_image',
    });
    await lying.close();
  });

  it('sees nothing of our environment', async () => {
    const curious = createCleaner({
      program: await program(
        `import { writeFileSync } from 'node:fs';
         process.on('message', (job) => { writeFileSync(job.input, Object.keys(process.env).sort().join()); process.exit(1); });`,
      ),
      processes: 1,
    });
    await expect(clean(curious)).rejects.toMatchObject({
      code: 'unreadable_image',
    });
    const seen = (await readFile(path.join(folder, `in-${count}`), 'utf8')).split(',');
    expect(seen.filter((name) => /KEY|TOKEN|URL|DATA_DIR|HOME/.test(name))).toEqual([]);
    await curious.close();
  });

  it('that never starts makes the product unavailable for photos, not broken', async () => {
    const absent = createCleaner({ program: [path.join(folder, 'absent.mjs')], processes: 1 });
    await expect(clean(absent)).rejects.toMatchObject({
      code: 'unavailable',
      status: 503,
    });
    await absent.close();
  });

  it('is replaced after its share of photos', async () => {
    const tidy = createCleaner({
      program: await program(
        `import { copyFileSync } from 'node:fs'; let done = 0;
         process.on('message', (job) => { copyFileSync(job.input, job.output); process.send({ id: job.id, width: ++done, height: 1 }); });`,
      ),
      processes: 1,
      jobsPerProcess: 2,
    });
    const widths: number[] = [];
    for (let round = 0; round < 5; round += 1) widths.push((await clean(tidy)).width);
    expect(widths).toEqual([1, 2, 1, 2, 1]);
    await tidy.close();
  });
});
