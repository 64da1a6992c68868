import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One line of a report: what was measured, against what, and whether it keeps its gate. */
export interface Line {
  name: string;
  ours: number;
  baseline?: number;
  ratio?: number;
  unit: string;
  gate?: string;
  holds?: boolean;
}

const digits = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** `name: ratio (ours / baseline)`, the gate beside it. */
export function lineText({ name, ours, baseline, ratio, unit, gate, holds }: Line): string {
  const measured =
    baseline === undefined || ratio === undefined
      ? `${digits(ours)} ${unit}`
      : `${digits(ratio)} (${digits(ours)} / ${digits(baseline)} ${unit})`;
  const verdict = gate === undefined ? '' : `   gate ${gate}: ${holds ? 'holds' : 'BROKEN'}`;
  return `${name}: ${measured}${verdict}`;
}

/** Collects what a benchmark measured, prints each line at once, and keeps all as JSON for comparison. */
export class Report {
  readonly #lines: Line[] = [];

  constructor(private readonly name: string) {}

  /** @param atMost the greatest ratio the gate allows */
  ratio(name: string, unit: string, measured: { ours: number; baseline: number }, atMost?: number): void {
    const ratio = measured.ours / measured.baseline;
    const gate = atMost === undefined ? {} : { gate: `<= ${atMost} x`, holds: ratio <= atMost };
    this.#add({ name, unit, ...measured, ratio, ...gate });
  }

  /** A gate in words of its own. */
  judged(
    name: string,
    unit: string,
    measured: { ours: number; baseline: number },
    gate: string,
    holds: boolean,
  ): void {
    this.#add({ name, unit, ...measured, ratio: measured.ours / measured.baseline, gate, holds });
  }

  /** @param below the value the gate asks to stay under */
  value(name: string, unit: string, ours: number, below?: number): void {
    this.#add({
      name,
      unit,
      ours,
      ...(below !== undefined && { gate: `< ${below} ${unit}`, holds: ours < below }),
    });
  }

  /** Writes the JSON summary and tells whether every gate holds. */
  finish(): boolean {
    const file = path.join(os.tmpdir(), `portal-bench-${this.name}.json`);
    const summary = { name: this.name, node: process.version, cpus: os.cpus().length, lines: this.#lines };
    fs.writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
    console.log(file);
    return this.#lines.every(({ holds }) => holds !== false);
  }

  #add(line: Line): void {
    this.#lines.push(line);
    console.log(lineText(line));
  }
}
