import { createFormat, createLanding, pipeInto, publishTo } from "../landing.ts";
import { fileFormatOf, fileName, schemaOf, streamErrorIntegration, streamIntegration, streamStage } from "../names.ts";
import type { Made, SqlFile } from "../sql-file.ts";
import { list, literal } from "../sql-text.ts";
import { type RowStream, type StreamedDatabase, type StreamedTable, streamedIn, type Target } from "../target.ts";
import { landingOf, landingStream, streamPipe } from "./names.ts";

/**
 * Days for which Snowflake keeps what a stream has not handed over yet. Longer than any holiday; 90 at most.
 * https://docs.snowflake.com/en/sql-reference/parameters#max-data-extension-time-in-days
 */
const EXTENSION_DAYS = 30;

/** The schemas of sources whose rows are streamed. */
export function streamSchemas(target: Target): SqlFile {
  const names = streamedIn(target).flatMap(({ database }) =>
    (["landing", "star", "analytics", "checks"] as const).map((schema) => schemaOf(target, schema, database)),
  );
  return {
    name: "012_stream_schemas.sql",
    statements: names.map((name) => `CREATE SCHEMA IF NOT EXISTS ${name} WITH MANAGED ACCESS`),
    makes: [],
  };
}

/** A stage over the folder of each source. */
export function streamStages(target: Target): SqlFile {
  const format = fileFormatOf(target);
  return {
    name: "042_streams.sql",
    statements: [
      ...createFormat(target),
      ...streamedIn(target).flatMap(({ database, stream }) => {
        const stage = streamStage(target, database);
        const location = `URL = ${literal(folderOf(stream, database))} STORAGE_INTEGRATION = ${streamIntegration(target, stream.region)}`;
        return [
          `CREATE STAGE IF NOT EXISTS ${stage} ${location} FILE_FORMAT = (FORMAT_NAME = '${format}')`,
          `ALTER STAGE ${stage} SET ${location}`,
        ];
      }),
    ],
    makes: [],
  };
}

/** For the administrator: what lets Snowflake read each bucket, and the statements that bring an older one up to date. */
export function streamIntegrations(target: Target): string[] {
  return target.streams.flatMap((stream) => {
    const integration = streamIntegration(target, stream.region);
    const { roleArn, externalId } = stream.access;
    const role = `STORAGE_AWS_ROLE_ARN = ${literal(roleArn)} STORAGE_AWS_EXTERNAL_ID = ${literal(externalId)}`;
    const folders = Object.keys(stream.sources).map((database) => literal(folderOf(stream, database)));
    const allowed = `STORAGE_ALLOWED_LOCATIONS = (${list(folders)})`;
    return [
      [
        `CREATE STORAGE INTEGRATION IF NOT EXISTS ${integration} TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE`,
        role,
        allowed,
      ].join("\n"),
      `ALTER STORAGE INTEGRATION ${integration} SET\n${role}\n${allowed}`,
    ];
  });
}

/** `s3://clearwell-stream-us-west-2-production/data/stream/video/` */
function folderOf({ bucket }: RowStream, database: string): string {
  return `s3://${bucket}/data/stream/${database}/`;
}

/** One row for each record as it was delivered, however often; and the stream that tells the tasks of new ones. */
export function landingWithStream(target: Target, source: StreamedTable): SqlFile {
  const table = landingOf(target, source);
  const stream: TableStream = { name: landingStream(target, source), table, of: "inserts" };
  return {
    name: `400_${fileName(source.database, source.name)}_landing.sql`,
    statements: [...createLanding(table), keepForStreams(table), createStream(stream)],
    makes: [{ kind: "table", name: table, undo: [] }, madeStream(stream)],
  };
}

/** What a stream of the table has not handed over yet stays readable that long. */
export function keepForStreams(table: string): string {
  return `ALTER TABLE ${table} SET MAX_DATA_EXTENSION_TIME_IN_DAYS = ${EXTENSION_DAYS}`;
}

export interface TableStream {
  readonly name: string;
  readonly table: string;
  /** All changes, or inserts only, among them those of rows that were deleted since. */
  readonly of: "changes" | "inserts";
}

/** A stream is never replaced: a new one begins now, and what the old one has not handed over is lost. */
export function createStream({ name, table, of }: TableStream): string {
  return `CREATE STREAM IF NOT EXISTS ${name} ON TABLE ${table}${of === "inserts" ? " APPEND_ONLY = TRUE" : ""}`;
}

export function madeStream(stream: TableStream): Made {
  return {
    kind: "stream",
    name: stream.name,
    undo: [`DROP STREAM IF EXISTS ${stream.name}`],
    definition: createStream(stream),
  };
}

/**
 * Makes a stream anew that is gone, or can't be read any more, so that it hands over all rows of its table. The tasks find most of them done
 * already, which changes nothing. https://docs.snowflake.com/en/sql-reference/sql/create-stream
 */
export function streamAnew({ definition = "" }: Made): string {
  return `${definition.replace("CREATE STREAM IF NOT EXISTS", "CREATE OR REPLACE STREAM")} SHOW_INITIAL_ROWS = TRUE`;
}

/** The integration that publishes failures of a bucket's pipes and tasks; undefined if nobody is told of them. */
export function publisherOf(target: Target, { access, region }: RowStream): string | undefined {
  return access.notifications && streamErrorIntegration(target, region);
}

/** The pipes of a source, after the streams that are to see their rows. */
export function streamPipes(target: Target, { database, tables, stream }: StreamedDatabase): SqlFile {
  const found = tables.map((table) => pipeOfTable(target, table, stream));
  return {
    name: `450_${fileName(database, "pipes")}.sql`,
    statements: found.flatMap(({ name, text }) => [text, publishTo(name, publisherOf(target, stream))]),
    makes: found.map(({ text: _text, ...made }) => made),
  };
}

export function pipeOfTable(target: Target, source: StreamedTable, stream: RowStream) {
  return pipeInto(target, {
    pipe: streamPipe(target, source),
    table: landingOf(target, source),
    stage: streamStage(target, source.database),
    location: folderOf(stream, source.database),
    folder: `${source.name}/`,
  });
}
