import type { StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import { switchSchedule } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type StreamStack, streamSchedule } from "../stacks.ts";
import { streamedTables, tableName } from "./streamed-tables.ts";

/** Switches the schedules of a stack's tables, or of those of one database. A run that is going on ends by itself. */
export async function switchStreams(
  session: Session,
  stack: StreamStack,
  state: "ENABLED" | "DISABLED",
  { database }: { readonly database?: string },
): Promise<Result> {
  const tables = streamedTables(session, stack, database);
  await checkAccount(session, stack);
  const changed: StreamedTable[] = [];
  for (const table of tables)
    if (await switchSchedule(session, streamSchedule(stack, table), state)) changed.push(table);
  return {
    json: { stack: stack.id, state, tables: tables.map(tableName), changed: changed.map(tableName) },
    ok: true,
    show: (out) => {
      const isOn = state === "ENABLED";
      out.print(
        `${tables.map(tableName).join(", ")}: ${isOn ? "on" : "off"}${changed.length === 0 ? " already" : ""}.`,
      );
      out.print(
        isOn
          ? `To see how far they are: npm run -s ops -- status ${stack.id}`
          : "A run that is going on ends within 15 minutes. ops start goes on from the watermarks, so nothing is lost.",
      );
    },
  };
}
