import { table } from "../command/table.ts";
import type { Terminal } from "../command/terminal.ts";
import type { Report } from "./campaign.ts";
import { DOCUMENTS } from "./trials.ts";

export function showReport({ counts, found, seed, milliseconds }: Report, out: Terminal): void {
  const rows = Object.entries(counts).flatMap(([trial, outcomes]) =>
    Object.entries(outcomes)
      .sort(([, a], [, b]) => b - a)
      .map(([outcome, count], index) => [index === 0 ? trial : "", outcome, count.toLocaleString("en")]),
  );
  const total = Object.values(counts).flatMap((outcomes) => Object.values(outcomes));
  const sum = total.reduce((all, count) => all + count, 0).toLocaleString("en");
  out.print(table([["trial", "outcome", "examples"], ...rows, ["", "", sum]], 2));
  out.print(`\nseed ${seed}, ${Math.round(milliseconds / 1000)} s`);
  if (found.length === 0) out.print(out.colors.green("Every promise holds."));
  for (const { trial, finding, shape, seed: at, path } of found) {
    out.print(`\n${out.colors.red(`${trial}: ${finding}`)}`);
    out.print(`Smallest example: ${shape}`);
    const which = trial === DOCUMENTS ? "--documents <folder>" : `--only ${trial}`;
    out.print(`To repeat it: npm run -s fuzz -- ${which} --seed ${at} --path ${path}`);
  }
}
