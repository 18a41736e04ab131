import { kindOf } from "../../shared/error-kind.ts";
import { readTables } from "../../shared/source/mysql/read-tables.ts";
import type { Query } from "../../shared/source/query.ts";
import type { Producer, RunTime } from "../producer.ts";
import { ProducerError } from "../producer-error.ts";
import type { SourceConnection } from "../source-connection.ts";
import { checkGrants } from "./check-grants.ts";
import { type CheckFinding, type CheckReport, finding } from "./check-report.ts";
import { checkServer } from "./check-server.ts";
import { checkTable } from "./check-table.ts";
import { readGrants } from "./grants.ts";
import { readStorage } from "./storage.ts";

/** Compares the source with the contract that the function was deployed with. A source that can't be reached is a finding, too. */
export async function checkSource(producer: Producer, { idle }: Pick<RunTime, "idle">): Promise<CheckReport> {
  const { database } = producer.environment;
  let connection: SourceConnection;
  try {
    connection = await producer.open(idle);
  } catch (error) {
    const { code, cause } = ProducerError.from(error);
    if (code !== "DATABASE_UNREACHABLE") throw error;
    return { findings: [finding("DATABASE_UNREACHABLE", database, `can't log in: ${kindOf(cause)}`)] };
  }
  try {
    return { findings: await findings(producer, connection.query) };
  } finally {
    connection.destroy();
  }
}

async function findings(
  { environment: { database }, tables }: Producer,
  query: Query,
): Promise<readonly CheckFinding[]> {
  const names = Object.keys(tables);
  const server = await checkServer(query, database);
  if (names.length === 0) return server;
  const seen = await readTables(query, database, names);
  const storage = await readStorage(query, database, names);
  const grants = await readGrants(query, database);
  return [
    ...server,
    ...checkGrants(database, tables, grants),
    ...Object.entries(tables).flatMap(([name, listed]) =>
      checkTable(`${database}/${name}`, listed, {
        table: seen.get(name),
        storage: storage.get(name),
        granted: grants.columns.get(name) ?? new Set(),
      }),
    ),
  ];
}
