import { join } from "node:path";
import type { Terminal } from "../../command/terminal.ts";
import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import type { Sources } from "../../contracts/source.ts";
import { modelIn } from "../../warehouse/dbt-files/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { as, type LoadedSnowflake } from "../snowflake/load-clean.ts";
import { type MaskedView, showMaskedRow } from "../snowflake/show-masked-row.ts";
import { buildWithDbt } from "./build-with-dbt.ts";
import { type Current, showCurrent } from "./show-current.ts";
import { relationalTarget } from "./target.ts";
import type { DemoTable } from "./write-lake.ts";

/**
 * Lets dbt build its models in the stand-in for Snowflake, and shows what is in them.
 * @param output folder with the lake; the copy of the dbt project is beside it
 * @returns whether the current rows are the source's
 */
export async function showSnowflake(
  tables: readonly DemoTable[],
  sources: Sources,
  output: string,
  show: Terminal,
): Promise<boolean> {
  const { bold } = show.colors;
  const target = relationalTarget(sources);
  show.print(bold("\nSnowflake's stand-in, and dbt build with the project of warehouse/dbt"));
  const request = { lake: join(output, "lake"), project: join(output, "dbt"), sources, target };
  const snowflake = await buildWithDbt(request, show);
  try {
    show.print(bold("\nIn Snowflake's stand-in: changes in <source>_cdc, rows in current_<source>"));
    const areEqual = showCurrent(await currentIn(snowflake, target, tables), show);
    const [view] = tables.map(({ source }) => viewOf(target, source)).toSorted((a, b) => personal(b) - personal(a));
    if (view && personal(view) > 0) await showMaskedRow(snowflake, target, view, show);
    return areEqual;
  } finally {
    await snowflake.stop();
  }
}

function currentIn({ login }: LoadedSnowflake, target: Target, tables: readonly DemoTable[]): Promise<Current[]> {
  return as(login, target.snowflake.ownerRole, (owner) =>
    Promise.all(
      tables.map(async (demo) => {
        const name = (kind: "cdc" | "current") => modelIn(target, kind, demo.source);
        const [counted] = await owner.query(`SELECT COUNT(*) AS n FROM ${name("cdc")}`);
        return { demo, changes: Number(counted?.N), rows: await owner.query(`SELECT * FROM ${name("current")}`) };
      }),
    ),
  );
}

function viewOf(target: Target, source: DemoTable["source"]): MaskedView {
  return {
    name: modelIn(target, "analytics", source),
    columns: Object.entries(source.table.columns).map(([column, field]) => {
      const { personal } = describeField(field);
      return {
        name: columnName([column]),
        ...(personal === undefined ? {} : { personal: `${personal.tag} ${personal.kind}` }),
      };
    }),
  };
}

function personal({ columns }: MaskedView): number {
  return columns.filter((column) => column.personal !== undefined).length;
}
