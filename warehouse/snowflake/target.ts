import type { Contract } from "../../contracts/contract.ts";
import type { Tables, WatermarkSource } from "../../contracts/source.ts";
import type { Star } from "../../contracts/star.ts";
import type { Table } from "../../contracts/table.ts";
import type { WatermarkTable } from "../../contracts/watermark-table.ts";
import type { ResolvedSnowflake } from "./settings.ts";

/** All that the SQL of one environment depends on. The same target always gives the same SQL. */
export interface Target {
  readonly environment: string;
  readonly snowflake: ResolvedSnowflake;
  /** The contracts that a stack of the environment replicates, by database and collection. */
  readonly databases: { readonly [database: string]: { readonly [collection: string]: Contract } };
  readonly stacks: readonly LoadingStack[];
  /** Name of the bucket from which Snowflake loads. */
  readonly bucket: string;
  /** Absent: no stack of the environment writes there. */
  readonly access?: Access;
  /** What dbt reads, a lake for each stack of relational sources. */
  readonly lakes: readonly Lake[];
  /** What arrives by Kinesis and Firehose, a bucket for each stack of sources that are read by a watermark. */
  readonly streams: readonly RowStream[];
  /** What leaves Snowflake, a bucket for each stack that exports. */
  readonly exports: readonly RowExport[];
}

/** A stack whose files Snowflake loads. */
export interface LoadingStack {
  /** `production-us-west-2`. Its prefix in the bucket is `<name>/clean/`. */
  readonly name: string;
  readonly collections: readonly { readonly database: string; readonly collection: string }[];
}

/** The bucket of a stack with relational sources. Snowflake reads its files where they are. */
export interface Lake {
  /** `production-us-west-2-relational-to-snowflake` */
  readonly stack: string;
  readonly region: string;
  readonly bucket: string;
  readonly access: Role;
  /** Who lets the external tables look for new files: dbt in each run, or S3, whose notification goes to this queue of Snowflake's once it is known. */
  readonly refresh: "dbt" | { readonly queueArn?: string };
  /** The tables that the stack replicates, by database. No other stack of the environment has the same database. */
  readonly sources: { readonly [database: string]: Tables };
}

/** The bucket of a stack that streams rows. Snowflake loads its files below `data/stream/<database>/<table>/`. */
export interface RowStream {
  /** `production-us-west-2-mysql-to-snowflake` */
  readonly stack: string;
  readonly region: string;
  readonly bucket: string;
  readonly access: Access;
  /** Snowflake's queue, which the bucket notifies of new files. Absent: nobody is notified, because its ARN is not known yet. */
  readonly queueArn?: string;
  /** By database. No other stack of the environment has the same one. */
  readonly sources: { readonly [database: string]: StreamedSource };
}

/** The bucket to which Snowflake writes parts, below `data/batch/`, and from which it loads upstream tables, below `upstream/<database>/`. */
export interface RowExport {
  /** `production-us-west-2-snowflake-to-postgres-batch` */
  readonly stack: string;
  readonly region: string;
  readonly bucket: string;
  readonly access: Role;
  /** The source and its tables that are exported. */
  readonly database: string;
  readonly tables: Tables;
}

/** The tables whose rows are streamed, and the star that is made of them. */
type StreamedSource = Pick<WatermarkSource, "tables" | "star">;

/** A role in AWS that Snowflake assumes. */
interface Role {
  readonly roleArn: string;
  readonly externalId: string;
}

/** What Snowflake may do in AWS, and as whom. */
interface Access extends Role {
  /** Where Snowflake publishes failures of pipes and tasks. Absent: nowhere. */
  readonly notifications?: Publisher;
}

/** A topic, and the role with which Snowflake publishes to it. */
export interface Publisher {
  readonly topicArn: string;
  readonly roleArn: string;
}

/** A collection of an environment, with the stacks that load it. */
export interface Collection {
  readonly database: string;
  readonly collection: string;
  readonly contract: Contract;
  readonly stacks: readonly string[];
}

/** A table of a source that has tables. */
export interface SourceTable {
  readonly database: string;
  readonly name: string;
  readonly table: Table;
}

/** A source whose rows are streamed, with its place. */
export interface StreamedDatabase {
  readonly database: string;
  readonly stream: RowStream;
  readonly tables: readonly StreamedTable[];
  readonly star: Star;
}

/** A table whose rows are streamed. */
export interface StreamedTable {
  readonly database: string;
  readonly name: string;
  readonly table: WatermarkTable;
}

/** The folder of a stack's files: `s3://legion-clean-analytics/production-us-west-2/clean/`. */
export function locationOf({ bucket }: Target, stack: string): string {
  return `s3://${bucket}/${stack}/clean/`;
}

/** The collections of an environment in the order of their contracts. */
export function collectionsIn({ databases, stacks }: Target): Collection[] {
  return Object.entries(databases).flatMap(([database, contracts]) =>
    Object.entries(contracts).map(([collection, contract]) => ({
      database,
      collection,
      contract,
      stacks: stacks.filter((stack) => loads(stack, database, collection)).map(({ name }) => name),
    })),
  );
}

/** The tables of an environment's relational sources in the order of their contracts. */
export function tablesIn({ lakes }: Pick<Target, "lakes">): SourceTable[] {
  return lakes.flatMap(({ sources }) =>
    Object.entries(sources).flatMap(([database, tables]) =>
      Object.entries(tables).map(([name, table]) => ({ database, name, table })),
    ),
  );
}

/** The databases of an environment's relational sources. */
export function sourcesIn({ lakes }: Pick<Target, "lakes">): string[] {
  return lakes.flatMap(({ sources }) => Object.keys(sources));
}

/** The sources of an environment whose rows are streamed. One without a star has an empty one: nothing for readers. */
export function streamedIn({ streams }: Pick<Target, "streams">): StreamedDatabase[] {
  return streams.flatMap((stream) =>
    Object.entries(stream.sources).map(([database, { tables, star = NO_STAR }]) => ({
      database,
      stream,
      tables: Object.entries(tables).map(([name, table]) => ({ database, name, table })),
      star,
    })),
  );
}

/** The tables of an environment that are exported, each once, whatever the number of its regions. */
export function exportedIn({ exports }: Pick<Target, "exports">): SourceTable[] {
  const tables = exports.flatMap(({ database, tables }) =>
    Object.entries(tables).map(([name, table]) => ({ database, name, table })),
  );
  return tables.filter((each, at) => at === tables.findIndex((other) => isSameTable(each, other)));
}

function isSameTable(one: SourceTable, other: SourceTable): boolean {
  return one.database === other.database && one.name === other.name;
}

const NO_STAR: Star = { dimensions: {}, facts: {} };

function loads({ collections }: LoadingStack, database: string, collection: string): boolean {
  return collections.some((each) => each.database === database && each.collection === collection);
}
