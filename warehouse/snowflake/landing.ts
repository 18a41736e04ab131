import { errorIntegration, fileFormatOf, fileName, pipeOf, stageOf, storageIntegration, tableIn } from "./names.ts";
import type { Made, SqlFile } from "./sql-file.ts";
import { list, literal } from "./sql-text.ts";
import { type Collection, locationOf, type Target } from "./target.ts";

/**
 * Columns of a landing table. `_file` is the object's key in the bucket, `_row` the line in it, `_modified` (in UTC) when the object was
 * written, `_loaded_at` when Snowflake read it.
 */
const LANDING_COLUMNS = [
  ["src", "VARIANT"],
  ["_file", "VARCHAR"],
  ["_row", "NUMBER"],
  ["_modified", "TIMESTAMP_NTZ"],
  ["_loaded_at", "TIMESTAMP_LTZ"],
] as const;

/** What each of them is filled with. https://docs.snowflake.com/en/user-guide/querying-metadata */
const METADATA = [
  "$1",
  "METADATA$FILENAME",
  "METADATA$FILE_ROW_NUMBER",
  "METADATA$FILE_LAST_MODIFIED",
  "METADATA$START_SCAN_TIME",
];

/** One row for each line of a CLEAN file. Never dropped: without it, the files that S3 has no longer are lost. */
export function landingTable(target: Target, { database, collection }: Collection): SqlFile {
  const table = tableIn(target, "landing", database, collection);
  return {
    name: `100_${fileName(database, collection)}_landing.sql`,
    statements: createLanding(table),
    makes: [{ kind: "table", name: table, undo: [] }],
  };
}

/** A table for the lines of files, and what brings one that an earlier release made up to date. */
export function createLanding(table: string): string[] {
  const [first, ...others] = LANDING_COLUMNS.map((column) => column.join(" "));
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (\n  ${list([first ?? "", ...others])}\n)`,
    ...others.map((column) => `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`),
  ];
}

/** The pipes of a collection, one for each stack that replicates it. A pipe that exists is left as it is, because a new one forgets what it has loaded. */
export function pipes(target: Target, { database, collection, stacks }: Collection): SqlFile {
  const found = stacks.map((stack) => pipe(target, { database, collection, stack }));
  return {
    name: `110_${fileName(database, collection)}_pipes.sql`,
    statements: found.flatMap(({ name, text }) => [
      text,
      publishTo(name, target.access?.notifications && errorIntegration(target)),
    ]),
    makes: found.map(({ text: _text, ...made }) => made),
  };
}

/** The file format of all pipes, and a stage for each stack. */
export function stages(target: Target): SqlFile {
  const format = fileFormatOf(target);
  return {
    name: "040_stages.sql",
    statements: [
      ...createFormat(target),
      ...target.stacks.flatMap(({ name }) => {
        const stage = stageOf(target, name);
        const location = `URL = ${literal(locationOf(target, name))} STORAGE_INTEGRATION = ${storageIntegration(target)}`;
        return [
          `CREATE STAGE IF NOT EXISTS ${stage} ${location} FILE_FORMAT = (FORMAT_NAME = '${format}')`,
          `ALTER STAGE ${stage} SET ${location}`,
        ];
      }),
    ],
    makes: [],
  };
}

/** NDJSON, gzipped. A document may repeat a key inside a value that is kept whole. */
export function createFormat(target: Target): string[] {
  const format = fileFormatOf(target);
  return [
    `CREATE FILE FORMAT IF NOT EXISTS ${format} TYPE = JSON COMPRESSION = GZIP ALLOW_DUPLICATE = TRUE`,
    `ALTER FILE FORMAT ${format} SET COMPRESSION = GZIP ALLOW_DUPLICATE = TRUE`,
  ];
}

/** Where Snowflake publishes failures can be changed without a new pipe. https://docs.snowflake.com/en/sql-reference/sql/alter-pipe */
export function publishTo(pipe: string, integration: string | undefined): string {
  return `ALTER PIPE ${pipe} ${integration === undefined ? "UNSET ERROR_INTEGRATION" : `SET ERROR_INTEGRATION = ${integration}`}`;
}

/** In quotes if a name has characters that would end the path. */
function stagePath(path: string): string {
  return /^[\w@./-]*$/.test(path) && !path.includes("--") ? path : literal(path);
}

function pipe(
  target: Target,
  { database, collection, stack }: { database: string; collection: string; stack: string },
): Made & { readonly text: string } {
  return pipeInto(target, {
    pipe: pipeOf(target, database, collection, stack),
    table: tableIn(target, "landing", database, collection),
    stage: stageOf(target, stack),
    location: locationOf(target, stack),
    folder: `${database}/${collection}/`,
  });
}

/** A pipe that loads the files of a folder into a landing table. @param from the stage's location, and the folder in it */
export function pipeInto(
  target: Target,
  from: {
    readonly pipe: string;
    readonly table: string;
    readonly stage: string;
    readonly location: string;
    readonly folder: string;
  },
): Made & { readonly text: string } {
  const columns = LANDING_COLUMNS.map(([column]) => column).join(", ");
  const text = [
    `CREATE PIPE IF NOT EXISTS ${from.pipe} AUTO_INGEST = TRUE AS`,
    `COPY INTO ${from.table} (${columns})`,
    `FROM (SELECT ${METADATA.join(", ")} FROM ${stagePath(`@${from.stage}/${from.folder}`)})`,
    `FILE_FORMAT = (FORMAT_NAME = '${fileFormatOf(target)}')`,
  ].join("\n");
  return {
    kind: "pipe",
    name: from.pipe,
    undo: [`DROP PIPE IF EXISTS ${from.pipe}`],
    text,
    // Where the stage leads is a part of it: a pipe does not follow a stage that moves.
    definition: `${text}\n-- ${from.location}`,
  };
}

/**
 * Asks a pipe to look at the files in its folder; what it has loaded it skips. It looks back 7 days at most.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-pipe
 */
export function refreshPipe(pipe: string, since: Date | undefined): string {
  if (since === undefined) return `ALTER PIPE ${pipe} REFRESH`;
  return `ALTER PIPE ${pipe} REFRESH MODIFIED_AFTER = '${since.toISOString().slice(0, 19)}+00:00'`;
}

/**
 * The statement that the pipe runs. By hand it has a memory of its own: it loads what the pipe has loaded once more. Unlike a pipe, it would
 * end at the first file that can't be loaded, and leave out files that are older than its memory of 64 days.
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
 */
export function copyOf({ definition = "" }: Made): string {
  return [...definition.split("\n").slice(1, -1), "ON_ERROR = SKIP_FILE LOAD_UNCERTAIN_FILES = TRUE"].join("\n");
}
