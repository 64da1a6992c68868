import fs from 'node:fs';

/** Clock ticks of /proc are 10 ms on every Linux that Node runs on (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

interface Stat {
  parent: number;
  state: string;
  /** User and system time of the process itself. */
  own: number;
  /** The same of its children that have ended. */
  reaped: number;
}

/** One line of /proc/<pid>/stat; the name in brackets may hold blanks and brackets itself. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = (index: number) => Number(fields[index]) * TICK_MS;
  return {
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    own: ticks(11) + ticks(12),
    reaped: ticks(13) + ticks(14),
  };
}

function statOf(pid: number): Stat | null {
  try {
    return parseStat(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return null;
  }
}

/** True while the process runs: gone and zombie are both dead. */
export function isRunning(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== 'Z' && stat.state !== 'X';
}

/**
 * CPU milliseconds that a process, its living descendants and its ended children have used so far. PostgreSQL's
 * backends are children of the postmaster, so its process id covers the whole server.
 */
export function cpuOfTree(root: number): number {
  const children = new Map<number, number[]>();
  const stats = new Map<number, Stat>();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (!stat) continue;
    stats.set(Number(name), stat);
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const sum = (pid: number): number => {
    const stat = stats.get(pid);
    if (!stat) return 0;
    return (children.get(pid) ?? []).reduce((total, child) => total + sum(child), stat.own + stat.reaped);
  };
  return sum(root);
}
