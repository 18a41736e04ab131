import type { ListedCollection } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MappingRule } from "./mapping-differences.ts";

/** What the task of one of a stack's databases is meant to be, whatever the pipeline. */
export interface DatabaseTask {
  /** Id of its stack. */
  readonly stack: string;
  readonly region: string;
  readonly database: string;
  /** Its name in DMS. */
  readonly id: string;
  /** What it is called in messages: the stack, with the database where a stack may have several. */
  readonly name: string;
  readonly migration: "full-load" | "cdc" | "full-load-and-cdc";
  /** Where DMS reads the listed tables. In MongoDB and MySQL a schema is a database. */
  readonly schema: string;
  /** The listed collections or tables, in the order of the contracts. */
  readonly listed: readonly ListedCollection[];
  /** What the stack calls a collection or table of the database, whether it is listed or not. */
  readonly nameOf: (table: string) => string;
  /** Whether a record that DMS can't process stops the task. */
  readonly stopsOnErrors: boolean;
  /** The table mappings of the working tree. */
  readonly rules: readonly MappingRule[];
  readonly source: TaskSource;
  readonly target: TaskTarget;
  /** What DMS calls tables, in the pipeline's own word. */
  readonly tables: "collections" | "tables";
}

/** The database that DMS reads, in messages. */
interface TaskSource {
  readonly name: string;
  /** What it keeps of its changes: `oplog`. */
  readonly log: string;
  /** What to check if DMS can't connect. */
  readonly remedy: string;
  /** What to know while the task is stopped. */
  readonly whileStopped: string;
}

/** What DMS writes to, in messages. */
interface TaskTarget {
  readonly name: string;
  readonly remedy: string;
}
