import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { databaseRole } from "../../warehouse/snowflake/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { as, type LoadedSnowflake } from "./load-clean.ts";

/** A view for readers, with its columns; the class of a personal one: `pii email`. */
export interface MaskedView {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly personal?: string }[];
}

/** Prints a row as a reader sees it, and as somebody sees it who may see all kinds. */
export async function showMaskedRow(
  { login }: LoadedSnowflake,
  target: Target,
  { name, columns }: MaskedView,
  show: Terminal,
): Promise<void> {
  const kinds = columns.flatMap(({ personal }) =>
    personal === undefined ? [] : [`READ_${personal.replace(" ", "_")}`.toUpperCase()],
  );
  const roles = { READER_ONLY: ["READER"], SEES_ALL: ["READER", ...new Set(kinds)] };
  await as(login, "ACCOUNTADMIN", async (admin) => {
    for (const [role, granted] of Object.entries(roles)) {
      await admin.query(`CREATE ROLE ${role}`);
      for (const each of granted)
        await admin.query(`GRANT DATABASE ROLE ${databaseRole(target, each)} TO ROLE ${role}`);
    }
  });
  const shown = columns.map((column) => `${column.name}::VARCHAR AS ${column.name}`);
  // By what both see, so that both get the same row.
  const order = columns.filter(({ personal }) => personal === undefined).map((column) => `${column.name}::VARCHAR`);
  const select = `SELECT ${shown.join(", ")} FROM ${name} ORDER BY ${order.join(", ")} LIMIT 1`;
  const [hidden, clear] = await Promise.all(
    Object.keys(roles).map((role) => as(login, role, async (session) => (await session.query(select))[0] ?? {})),
  );
  const cell = (row: Record<string, unknown> | undefined, column: string) => short(row?.[column.toUpperCase()]);
  show.print(show.colors.bold(`\nA row of ${name}`));
  show.print(
    table(
      [
        ["column", "class", "as READER", "with all READ_… roles"],
        ...columns
          .filter((column) => !column.name.startsWith("_"))
          .map((column) => [column.name, column.personal ?? "", cell(hidden, column.name), cell(clear, column.name)]),
      ],
      4,
    ),
  );
}

const MOST = 24;

function short(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value).slice(1, -1) : "NULL";
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
