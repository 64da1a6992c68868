import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { cpuOfTree, isRunning, parseStat } from './cpu';

describe('CPU of a process tree', () => {
  test('reads a stat line whose name holds blanks and brackets', () => {
    const line = '42 (a) b (c)) S 7 42 42 0 -1 0 0 0 0 0 12 3 4 1 20 0 1 0 99 0 0';
    expect(parseStat(line)).toEqual({ parent: 7, state: 'S', own: 150, reaped: 50 });
  });

  test('counts what an ended child has used', () => {
    const before = cpuOfTree(process.pid);
    spawnSync(process.execPath, ['-e', 'const end = Date.now() + 300; while (Date.now() < end);']);
    expect(cpuOfTree(process.pid) - before).toBeGreaterThanOrEqual(150);
  });

  test('tells the running from the gone', () => {
    expect(isRunning(process.pid)).toBe(true);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    expect(isRunning(pid)).toBe(false);
  });
});
