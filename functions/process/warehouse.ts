import { createHash, randomUUID } from "node:crypto";
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import type { Statement, Step } from "../../warehouse/redshift/statement.ts";
import type { RedshiftTarget } from "./environment.ts";
import { ProcessError } from "./process-errors.ts";
import { isConflict, numberIn } from "./redshift-message.ts";

/** Redshift behind its Data API: the same for Serverless and for a cluster. */
export interface Warehouse {
  readonly client: RedshiftDataClient;
  readonly target: Target;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

type Target = { readonly Database: string } & (
  | { readonly WorkgroupName: string }
  | { readonly ClusterIdentifier: string }
);

export function targetOf(redshift: RedshiftTarget): Target {
  const Database = redshift.database;
  return "workgroup" in redshift
    ? { Database, WorkgroupName: redshift.workgroup }
    : { Database, ClusterIdentifier: redshift.cluster };
}

/** How a transaction ended that did not commit: at a guard, whose meaning its caller knows. */
export type Ended = { readonly committed: true } | { readonly committed: false; readonly guard: Step };

const GUARDS: readonly (Step | undefined)[] = ["order", "rows", "version"];

/** Attempts, with waits between them of up to 1, 2, 4, … seconds. */
const ATTEMPTS = 8;

/**
 * Runs statements in one transaction. A serialization failure or a deadlock is tried again.
 *
 * The client token makes the request itself repeatable: if an answer is lost, the same request gives the same statement. Every attempt of every
 * run has its own, because a token that is used again would give the old statement's end. That a batch is loaded once is the ledger's to say.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling-considerations-idempotency.html
 * @throws ProcessError if a statement was refused
 */
export async function runTransaction(warehouse: Warehouse, statements: readonly Statement[]): Promise<Ended> {
  const { client, target, wait, random } = warehouse;
  const Sqls = statements.map(({ sql }) => sql);
  for (let attempt = 1; ; attempt++) {
    const { Id } = await client.send(new BatchExecuteStatementCommand({ ...target, Sqls, ClientToken: token(Sqls) }));
    const ended = await waitFor(warehouse, Id);
    if (ended.Status === "FINISHED") return { committed: true };
    const failed = ended.SubStatements?.findIndex(({ Status }) => Status === "FAILED" || Status === "ABORTED") ?? -1;
    const step = statements[failed]?.step;
    const message = ended.Error ?? "";
    if (step !== undefined && GUARDS.includes(step) && /divi(de|sion) by zero/i.test(message))
      return { committed: false, guard: step };
    if (!isConflict(message)) throw refused("LOAD_FAILED", ended, step);
    if (attempt === ATTEMPTS) throw refused("LOAD_CONFLICT", ended, step);
    await wait(random() * 1000 * 2 ** (attempt - 1));
  }
}

/** The row of a query. @returns undefined if the table is not there */
export async function queryRow(warehouse: Warehouse, sql: string): Promise<readonly (string | number)[] | undefined> {
  const { client, target } = warehouse;
  const { Id } = await client.send(new ExecuteStatementCommand({ ...target, Sql: sql, ClientToken: token([sql]) }));
  const ended = await waitFor(warehouse, Id);
  if (ended.Status !== "FINISHED") {
    if (/does not exist/i.test(ended.Error ?? "")) return undefined;
    throw refused("LOAD_FAILED", ended, undefined);
  }
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return (Records[0] ?? []).map(({ stringValue, longValue }) => stringValue ?? longValue ?? "");
}

const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;

async function waitFor({ client, wait }: Warehouse, Id: string | undefined): Promise<DescribeStatementCommandOutput> {
  for (let pause = FIRST_WAIT; ; pause = Math.min(pause * 1.5, LONGEST_WAIT)) {
    const described = await client.send(new DescribeStatementCommand({ Id }));
    if (["FINISHED", "FAILED", "ABORTED"].includes(described.Status ?? "")) return described;
    await wait(pause);
  }
}

/** At most 64 characters. */
function token(sqls: readonly string[]): string {
  return createHash("sha256").update(randomUUID()).update(JSON.stringify(sqls)).digest("hex");
}

function refused(
  code: "LOAD_CONFLICT" | "LOAD_FAILED",
  { Id, Error: message = "" }: DescribeStatementCommandOutput,
  step: Step | undefined,
): ProcessError {
  const number = numberIn(message);
  return new ProcessError(code, {
    ...(step === undefined ? {} : { step }),
    ...(Id === undefined ? {} : { statement: Id }),
    ...(number === undefined ? {} : { number }),
  });
}
