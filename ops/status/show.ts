import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { StackProblem } from "./check.ts";
import type { SnowflakeStatus } from "./check-snowflake.ts";
import { asListed, type Cell, differing, engineLines, type Line, linesOf, loadCell, taskCell } from "./overview.ts";
import type { PostgresStatus } from "./postgres-status.ts";
import type { RedshiftStatus } from "./redshift-status.ts";
import type { RelationalStatus } from "./relational-status.ts";
import { HEAD, rowOf } from "./show-collection.ts";
import { showNotes } from "./show-notes.ts";
import { showPostgres } from "./show-postgres.ts";
import { showRedshift } from "./show-redshift.ts";
import { showRelational } from "./show-relational.ts";
import { showStreams } from "./show-streams.ts";
import type { StackStatus } from "./stack-status.ts";
import type { StreamStatus } from "./stream-status.ts";

/** The stacks of each pipeline side by side, what is in them one below the other, then what is wrong and what to do about it. */
export function showStatus(seen: Seen, now: Date, out: Terminal): void {
  const { stacks, relational, streams, redshift, postgres, snowflake } = seen;
  const parts = [
    { found: stacks, show: () => showStacks(stacks, snowflake, now, out) },
    { found: relational, show: () => showRelational(relational, now, out) },
    { found: streams, show: () => showStreams(streams, now, out) },
    { found: redshift, show: () => showRedshift(redshift, now, out) },
    { found: postgres, show: () => showPostgres(postgres, now, out) },
  ].filter(({ found }) => found.length > 0);
  for (const [index, { show }] of parts.entries()) {
    if (index > 0) out.print("");
    show();
  }
  const all = [...stacks, ...relational, ...streams, ...redshift, ...postgres];
  for (const { stack, problems } of all) showProblems(stack, problems, out);
  for (const { environment, problems } of snowflake) showProblems(`Snowflake, ${environment}`, problems, out);
  if ([...all, ...snowflake].every(({ problems }) => problems.length === 0)) out.print(out.colors.green("\nAll well."));
}

interface Seen {
  /** Of mongodb-to-snowflake. */
  readonly stacks: readonly StackStatus[];
  readonly relational: readonly RelationalStatus[];
  readonly streams: readonly StreamStatus[];
  readonly redshift: readonly RedshiftStatus[];
  readonly postgres: readonly PostgresStatus[];
  /** Of the environments that have it. */
  readonly snowflake: readonly SnowflakeStatus[];
}

function showStacks(
  stacks: readonly StackStatus[],
  snowflake: readonly SnowflakeStatus[],
  now: Date,
  out: Terminal,
): void {
  out.print(table(overview(stacks, snowflake, out), stacks.length + 1));
  const collections = [...new Set(stacks.flatMap((stack) => stack.collections.map(({ collection }) => collection)))];
  if (collections.length > 0) {
    out.print(out.colors.bold("\nBy collection (RAW, CLEAN: age of the newest object; changes since the last start)"));
    const rows = collections.flatMap((name) => stacks.map((stack) => rowOf(stack, name, now, out)));
    out.print(table([HEAD, ...rows.filter((row) => row !== undefined)], 4));
  }
  showNotes(stacks, out);
}

function overview(stacks: readonly StackStatus[], snowflake: readonly SnowflakeStatus[], out: Terminal): string[][] {
  const line = linesOf(stacks, out);
  return [
    ["", ...stacks.map(({ stack }) => out.colors.bold(stack))],
    line("task", ({ task }) => taskCell(task)),
    ...otherTasks(stacks, line),
    line("full load", ({ task }) => loadCell(task)),
    ...engineLines(line),
    line("collections", ({ task, otherTasks: others }) => task && asListed([task, ...others].flatMap(differing))),
    line("masks", ({ cleaner }) => cleaner && asListed(cleaner.otherMasks)),
    line("RAW headers", (stack) => (stack.cleaner?.checksHeaders ? headers(stack) : null)),
    line("RAW -> cleaner", ({ rawNotification }) => rawNotification && notification(rawNotification)),
    line("CLEAN -> Snowpipe", ({ cleanNotification }) => cleanNotification && notification(cleanNotification)),
    line("objects failed", ({ failures }) =>
      failures === null ? null : { text: String(failures), good: failures === 0 },
    ),
    ...(snowflake.length === 0 ? [] : [line("Snowflake", ({ stack }) => inSnowflake(stack, snowflake))]),
  ];
}

function inSnowflake(stack: string, snowflake: readonly SnowflakeStatus[]): Cell {
  const own = snowflake.find(({ stacks }) => stacks.includes(stack));
  if (own === undefined) return { text: "-", good: true };
  if (own.status === null) return null;
  const { length } = own.problems;
  return { text: length === 0 ? "as declared" : count(length, "problem"), good: length === 0 };
}

/** Two lines for each further database. */
function otherTasks(stacks: readonly StackStatus[], line: Line<StackStatus>): string[][] {
  const databases = [...new Set(stacks.flatMap((stack) => stack.otherTasks.flatMap((task) => task?.database ?? [])))];
  const taskOf = (stack: StackStatus, database: string) =>
    stack.otherTasks.find((each) => each?.database === database) ?? null;
  return databases.flatMap((database) => [
    line(`task of ${database}`, (stack) => taskCell(taskOf(stack, database))),
    line(`full load of ${database}`, (stack) => loadCell(taskOf(stack, database))),
  ]);
}

function headers({ collections }: StackStatus) {
  const refused = collections.filter(({ header }) => header?.refusal).length;
  return { text: refused === 0 ? "pass" : `${refused} refused`, good: refused === 0 };
}

function notification(presence: "present" | "missing" | "off") {
  return { text: presence, good: presence !== "missing" };
}

function showProblems(stack: string, problems: readonly StackProblem[], out: Terminal): void {
  if (problems.length === 0) return;
  out.print(out.colors.bold(out.colors.red(`\n${stack}`)));
  for (const { where, problem, remedy } of problems) {
    out.print(`  ${where}: ${problem}`);
    if (remedy !== undefined) out.print(out.colors.dim(`    ${remedy}`));
  }
}
