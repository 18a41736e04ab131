import { publishFailures } from "../daily-task.ts";
import { fileName } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { literal } from "../sql-text.ts";
import type { StreamedDatabase, Target } from "../target.ts";
import { fill, streamsOfFill } from "./dimensions.ts";
import { merge, streamsOfMerge } from "./facts.ts";
import { publisherOf } from "./landing.ts";
import { inStar, landingStream, rebuildOf, TASKS } from "./names.ts";
import { dimensionsOf, factsOf, keyColumn, typeOf } from "./shape.ts";
import { wash, washControls } from "./staging.ts";
import { inOneTransaction } from "./statements.ts";

/**
 * The tasks of a source: wash (landing to staging), then fill (dimensions), then merge (facts). The first runs every five minutes if any
 * stream has rows, those of the others among them: what a task has left because it failed, it finds again without anything new having landed.
 * None is ever suspended for its failures: when the cause is gone, the next run does what was left.
 * https://docs.snowflake.com/en/sql-reference/sql/create-task, …/user-guide/tasks-graphs
 */
export function tasks(target: Target, source: StreamedDatabase): SqlFile {
  const graph = graphOf(target, source);
  const [root] = graph;
  return {
    name: `430_${fileName(source.database, "tasks")}.sql`,
    statements: [
      // A graph is changed only while its root is suspended. A run that has begun ends with the old text.
      ...(root === undefined ? [] : [`ALTER TASK IF EXISTS ${root.name} SUSPEND`]),
      ...graph.map(({ text }) => text),
      askForAll(target, source.database, shapeOf(target, source)),
      // A new task is suspended. Those that come after others first: a root that runs before them would leave them out.
      ...graph.toReversed().map(({ name }) => `ALTER TASK ${name} RESUME`),
    ],
    makes: graph.map((task) => ({
      kind: "task",
      name: task.name,
      undo: root === undefined ? [] : dropping(task, root),
    })),
  };
}

/** The others of its graph go on without it. */
function dropping({ name }: Task, root: Task): string[] {
  const drop = [`ALTER TASK IF EXISTS ${root.name} SUSPEND`, `DROP TASK IF EXISTS ${name}`];
  return name === root.name ? drop : [...drop, `ALTER TASK IF EXISTS ${root.name} RESUME`];
}

interface Task {
  readonly name: string;
  readonly text: string;
}

function graphOf(target: Target, source: StreamedDatabase): Task[] {
  const [dimensions, facts] = [dimensionsOf(source), factsOf(source)];
  const steps = [
    {
      task: TASKS.wash,
      statements: source.tables.flatMap((table) => [wash(target, source, table), washControls(target, table)]),
    },
    { task: TASKS.fill, statements: dimensions.flatMap((dimension) => fill(target, dimension)) },
    { task: TASKS.merge, statements: facts.flatMap((fact) => merge(target, fact)) },
  ].filter(({ statements }) => statements.length > 0);
  const names = steps.map(({ task }) => inStar(target, source.database, task));
  return steps.map(({ statements }, at) => {
    const name = names[at] ?? "";
    const before = names[at - 1];
    const when = before === undefined ? beginOfRoot(target, source) : [`AFTER ${before}`];
    return { name, text: [`CREATE OR REPLACE TASK ${name}`, ...when, "AS", inOneTransaction(statements)].join("\n") };
  });
}

/** Failures of the whole graph are published as the root says. https://docs.snowflake.com/en/user-guide/tasks-errors-integrate */
function beginOfRoot(target: Target, source: StreamedDatabase): string[] {
  const conditions = streamsOf(target, source).map((stream) => `SYSTEM$STREAM_HAS_DATA('${stream}')`);
  return [
    "SCHEDULE = '5 MINUTES'",
    "SUSPEND_TASK_AFTER_NUM_FAILURES = 0",
    ...publishFailures(publisherOf(target, source.stream)),
    `WHEN ${conditions.join("\n  OR ")}`,
  ];
}

/** Every stream of a source, in the order in which rows pass them. */
function streamsOf(target: Target, source: StreamedDatabase): string[] {
  return [
    ...new Set([
      ...source.tables.map((table) => landingStream(target, table)),
      ...dimensionsOf(source).flatMap((dimension) => streamsOfFill(target, dimension)),
      ...factsOf(source).flatMap((fact) => streamsOfMerge(target, fact)),
    ]),
  ];
}

/** Lets the next run of the tasks compute all members and facts from staging again. @param because for whoever reads the table */
export function askForAll(target: Target, database: string, because: string): string {
  return `INSERT INTO ${rebuildOf(target, database)} (asked_at, because) SELECT CURRENT_TIMESTAMP(), ${literal(because)}`;
}

/** What the star is made of. If it changes, so does the file, and old members and facts follow. */
function shapeOf(target: Target, source: StreamedDatabase): string {
  const all = [
    ...dimensionsOf(source).map((each) => ({ ...each, more: `type ${each.type} of ${each.source.name}` })),
    ...factsOf(source).map((each) => ({
      ...each,
      more: [each.at, ...each.references.map(({ dimension, column }) => `${keyColumn(dimension)} by ${column}`)].join(
        ", ",
      ),
    })),
  ];
  return all
    .map(({ table, columns, more }) => {
      return `${table} (${columns.map((column) => `${column.name} ${typeOf(target, column)}`).join(", ")}; ${more})`;
    })
    .join(" ");
}
