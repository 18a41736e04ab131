import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { createGunzip } from "node:zlib";

export interface Comparison {
  readonly rows: number;
  /** Undefined if both have the same values. */
  readonly difference: string | undefined;
}

/** Characters that are shown before and after a difference. */
const SHOWN = 40;

/**
 * Compares two gzipped NDJSON files row by row, as values: the order of keys, white space and the notation of numbers do not count.
 * @param writesNulls whether a null member counts as an absent one
 */
export async function compareOutputs(ours: string, theirs: string, writesNulls: boolean): Promise<Comparison> {
  const value = (line: string): unknown => (writesNulls ? withoutNulls(JSON.parse(line)) : JSON.parse(line));
  const [left, right] = [linesOf(ours), linesOf(theirs)];
  for (let rows = 0; ; rows++) {
    const [one, other] = await Promise.all([left.next(), right.next()]);
    if (one.done && other.done) return { rows, difference: undefined };
    if (one.done || other.done) return { rows, difference: `${one.done ? "more" : "fewer"} rows than our ${rows}` };
    if (one.value === other.value || isDeepStrictEqual(value(one.value), value(other.value))) continue;
    return { rows, difference: `row ${rows + 1} has ${firstDifference(value(other.value), value(one.value))}` };
  }
}

function firstDifference(theirs: unknown, ours: unknown): string {
  const [left, right] = [JSON.stringify(theirs), JSON.stringify(ours)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const around = (text: string) => `…${text.slice(Math.max(0, at - SHOWN), at + SHOWN)}…`;
  return `${around(left)} where ours has ${around(right)}`;
}

function linesOf(file: string): AsyncIterator<string, undefined> {
  const input = createReadStream(file).pipe(createGunzip());
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
