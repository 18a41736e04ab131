import type { Query } from "../../shared/source/query.ts";
import { type Finding, finding } from "../finding.ts";

/** Everybody may read these, and count these rows. As JSON, because PostgreSQL 12 has no `wal_status`. */
const SERVER = `
  select current_setting('wal_level') as "walLevel",
    current_setting('max_replication_slots')::int as slots,
    current_setting('max_wal_senders')::int as senders,
    (select count(*)::int from pg_catalog.pg_replication_slots) as "usedSlots",
    (select count(*)::int from pg_catalog.pg_stat_replication) as "usedSenders",
    (select count(*)::int from pg_catalog.pg_replication_slots
      where slot_type = 'logical' and database = current_database()) as "ownSlots",
    (select coalesce(array_agg(slot_name::text order by slot_name), '{}') from pg_catalog.pg_replication_slots s
      where slot_type = 'logical' and database = current_database() and to_jsonb(s) ->> 'wal_status' = 'lost') as lost,
    $1::text is null or exists (select from pg_catalog.pg_namespace where nspname = $1) as "hasHeartbeat"`;

interface Server {
  readonly walLevel: string;
  readonly slots: number;
  readonly senders: number;
  readonly usedSlots: number;
  readonly usedSenders: number;
  /** Logical slots of this database. If there is one, it is taken for the task's own. */
  readonly ownSlots: number;
  readonly lost: readonly string[];
  readonly hasHeartbeat: boolean;
}

/** What DMS needs of the server. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html */
export async function checkReplication(
  query: Query,
  database: string,
  heartbeatSchema: string | undefined,
): Promise<readonly Finding[]> {
  const [row] = await query(SERVER, [heartbeatSchema ?? null]);
  const server = row as unknown as Server;
  const found: Finding[] = [];
  if (server.walLevel !== "logical") found.push(finding("WAL_LEVEL", database, `wal_level is ${server.walLevel}`));
  if (server.ownSlots === 0) found.push(...checkFree(database, server));
  for (const slot of server.lost) found.push(finding("SLOT_LOST", database, `the slot ${slot} has lost changes`));
  if (!server.hasHeartbeat)
    found.push(finding("HEARTBEAT_SCHEMA_ABSENT", database, `the schema ${heartbeatSchema} is not there`));
  return found;
}

function checkFree(database: string, { slots, usedSlots, senders, usedSenders }: Server): Finding[] {
  return [
    ...(usedSlots < slots
      ? []
      : [finding("SLOTS_USED", database, `${usedSlots} of ${slots} replication slots are used`)]),
    ...(usedSenders < senders
      ? []
      : [finding("WAL_SENDERS_USED", database, `${usedSenders} of ${senders} WAL senders are used`)]),
  ];
}
