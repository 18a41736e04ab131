import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { columnName } from "../../contracts/columns.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import type { WatermarkSource } from "../../contracts/source.ts";
import { dimensionView, factView } from "../../contracts/star-views.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { schemaOf } from "../../warehouse/snowflake/names.ts";
import { inStar, streamPipe, TASKS } from "../../warehouse/snowflake/star/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { as, type LoadedSnowflake, loginTo, runAll } from "../snowflake/load-clean.ts";
import { showMaskedRow } from "../snowflake/show-masked-row.ts";
import { startStandin } from "../snowflake/start-standin.ts";
import { exactSum } from "./exact-sum.ts";
import { STREAM_BUCKET, streamTarget } from "./target.ts";

/** What a table of the source adds up to: its rows, and the sum of a measure as text. */
export interface Expected {
  /** `transactions` */
  readonly table: string;
  readonly rows: number;
  /** By column. */
  readonly sums: Readonly<Record<string, string>>;
}

type Session = { query(sql: string): Promise<readonly Record<string, unknown>[]> };

/**
 * Loads the files into a stand-in for Snowflake with the SQL that is deployed, runs the tasks, and shows the star as readers have it.
 * @param bucket the folder with the files
 * @returns whether its facts and members are those of the source
 */
export async function showStar(
  { database, source, bucket }: { database: string; source: WatermarkSource; bucket: string },
  expected: readonly Expected[],
  show: Terminal,
): Promise<boolean> {
  const target = streamTarget(database, source);
  const standin = await startStandin({ [STREAM_BUCKET]: bucket });
  const login = loginTo(standin.url, target);
  try {
    await as(login, "ACCOUNTADMIN", (admin) => runAll(admin, account(target).statements));
    return await as(login, target.snowflake.ownerRole, async (owner) => {
      await load(owner as Session, target, database, source, show);
      const isGood = await showEach(owner as Session, target, { database, source }, expected, show);
      await showMember({ login, stop: () => standin.stop() }, target, { database, source }, show);
      return isGood;
    });
  } finally {
    await standin.stop();
  }
}

/** A member of the first dimension with personal columns, as a reader sees it and in clear. */
async function showMember(
  snowflake: LoadedSnowflake,
  target: Target,
  { database, source }: { database: string; source: WatermarkSource },
  show: Terminal,
): Promise<void> {
  for (const [name, { table }] of Object.entries(source.star?.dimensions ?? {})) {
    const columns = Object.entries(source.tables[table]?.columns ?? {}).map(([column, field]) => {
      const { personal } = describeField(field);
      const shown = { name: columnName([column]) };
      return personal === undefined ? shown : { ...shown, personal: `${personal.tag} ${personal.kind}` };
    });
    if (!columns.some((column) => "personal" in column)) continue;
    const view = `${schemaOf(target, "analytics", database)}.${dimensionView(name)}`;
    return showMaskedRow(
      snowflake,
      target,
      {
        name: view,
        columns: columns.filter((column) => column.name !== columnName([source.tables[table]?.updatedAt ?? ""])),
      },
      show,
    );
  }
}

async function load(owner: Session, target: Target, database: string, { tables }: WatermarkSource, show: Terminal) {
  const files = sqlFiles(target);
  const progress = show.progress(files.length + 2);
  try {
    for (const { name, statements } of files) {
      for (const statement of statements) await owner.query(statement);
      progress.step(name);
    }
    for (const name of Object.keys(tables))
      await owner.query(`ALTER PIPE ${streamPipe(target, { database, name })} REFRESH`);
    progress.step("Snowpipe: the files are loaded");
    await owner.query(`EXECUTE TASK ${inStar(target, database, TASKS.wash)}`);
    progress.step("tasks: wash, fill, merge");
  } finally {
    progress.end();
  }
}

async function showEach(
  owner: Session,
  target: Target,
  { database, source }: { database: string; source: WatermarkSource },
  expected: readonly Expected[],
  show: Terminal,
): Promise<boolean> {
  const schema = schemaOf(target, "analytics", database);
  const rowsOf = (table: string) => expected.find((each) => each.table === table);
  const one = async (sql: string) => (await owner.query(sql))[0] ?? {};
  const lines: string[][] = [];
  let areEqual = true;
  const add = (view: string, what: string, found: string, wanted: string) => {
    areEqual &&= found === wanted;
    lines.push([view, what, found, wanted, found === wanted ? show.colors.green("equal") : show.colors.red("DIFFER")]);
  };
  for (const [name, { table, type }] of Object.entries(source.star?.dimensions ?? {})) {
    const view = dimensionView(name);
    const current = type === 2 ? " AND is_current" : "";
    const { N } = await one(`SELECT COUNT(*) AS n FROM ${schema}.${view} WHERE ${name}_key <> 'unknown'${current}`);
    add(view, type === 2 ? "current members" : "members", String(N), String(rowsOf(table)?.rows));
  }
  for (const [name, { table, measures }] of Object.entries(source.star?.facts ?? {})) {
    const view = factView(name);
    add(
      view,
      "facts",
      String((await one(`SELECT COUNT(*) AS n FROM ${schema}.${view}`)).N),
      String(rowsOf(table)?.rows),
    );
    for (const measure of measures) {
      const facts = await owner.query(`SELECT ${measure}::VARCHAR AS v FROM ${schema}.${view}`);
      const wanted = String(rowsOf(table)?.sums[measure]);
      const found = exactSum(
        facts.map(({ V }) => (typeof V === "string" ? V : null)),
        wanted.split(".")[1]?.length ?? 0,
      );
      add(view, `sum of ${measure}`, found, wanted);
    }
  }
  show.print(asTable([["view", "", "in the star", "in the source", ""], ...lines]));
  return areEqual;
}
