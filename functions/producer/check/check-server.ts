import { kindOf } from "../../shared/error-kind.ts";
import type { Query } from "../../shared/source/query.ts";
import { readReplicates } from "../safe-bound.ts";
import { type CheckFinding, finding } from "./check-report.ts";

/** What the server must be, and have. */
export async function checkServer(query: Query, database: string): Promise<readonly CheckFinding[]> {
  return [
    ...(await checkReplica(query, database)),
    ...(await checkSession(query, database)),
    ...(await checkSafeBound(query, database)),
  ];
}

/** A replica of RDS may only be read, and so may a reader of Aurora. */
async function checkReplica(query: Query, database: string): Promise<readonly CheckFinding[]> {
  const [row] = await query("select @@global.read_only as server, @@global.innodb_read_only as storage");
  const isReplica = row?.server !== "0" || row.storage !== "0";
  return isReplica ? [finding("READ_REPLICA", database, "the server may only be read")] : [];
}

/** Whether what one statement sets, the next one finds, also behind a transaction. */
async function checkSession(query: Query, database: string): Promise<readonly CheckFinding[]> {
  await query("do get_lock(concat('clearwell/check/', connection_id()), 0)");
  await query("set @clearwell_session = connection_id()");
  await query("start transaction");
  await query("commit");
  const [row] = await query(
    "select @clearwell_session = connection_id() and @@session.time_zone = '+00:00'" +
      " and is_used_lock(concat('clearwell/check/', connection_id())) = connection_id() as kept",
  );
  return row?.kept === "1" ? [] : [finding("SESSION_NOT_KEPT", database, "statements go to more than one session")];
}

/** Some replicas may be written: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_MySQL.Replication.ReadReplicas.html */
async function checkSafeBound(query: Query, database: string): Promise<readonly CheckFinding[]> {
  try {
    const isReplica = await readReplicates({ query });
    return isReplica ? [finding("READ_REPLICA", database, "the server takes changes from another one")] : [];
  } catch (error) {
    const why = kindOf(error instanceof Error ? (error.cause ?? error) : error);
    return [finding("SAFE_BOUND_ABSENT", database, `clearwell.safe_bound can't be called: ${why}`)];
  }
}
