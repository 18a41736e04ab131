import { findShare, grantsToShare } from "../../../warehouse/snowflake/questions.ts";
import { shares } from "../../../warehouse/snowflake/share.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { type Row, SnowflakeError, textIn, type Warehouse } from "../connection.ts";
import { applyAll } from "./remedies.ts";

/** Whether the shares have the views and the accounts that are declared, and no others. */
export async function checkShares(warehouse: Warehouse, target: Target): Promise<Checked<readonly string[]>> {
  const names = Object.keys(target.snowflake.shares);
  const problems: StackProblem[] = [];
  for (const name of names) problems.push(...(await checkShare(warehouse, target, name)));
  return { found: names, problems };
}

async function checkShare(warehouse: Warehouse, target: Target, name: string): Promise<StackProblem[]> {
  const where = `share ${name}`;
  const apply = applyAll(target);
  const rights = await grantsOf(warehouse, name);
  if (rights === undefined) return [{ where, problem: "the share is missing", remedy: apply }];
  // LIKE takes `_` for any character, and the list has shares of others, too.
  const share = (await warehouse.query(findShare(name))).find(
    (row) => textIn(row.name).toUpperCase().split(".").at(-1) === name.toUpperCase() && row.kind !== "INBOUND",
  );
  const accounts = textIn(share?.to)
    .split(",")
    .map((account) => account.trim().toUpperCase())
    .filter((account) => account !== "");
  const declared = (target.snowflake.shares[name]?.accounts ?? []).map((account) => account.toUpperCase());
  return [
    ...without(declaredRights(target, name), rights).map((right) => {
      return { where, problem: `lacks ${right}`, remedy: apply };
    }),
    ...without(rights, declaredRights(target, name)).map((right) => {
      return { where, problem: `has ${right}, which is not declared`, remedy: `REVOKE ${right} FROM SHARE ${name}` };
    }),
    ...without(declared, accounts).map((account) => ({
      where,
      problem: `lacks the account ${account}`,
      remedy: apply,
    })),
    ...without(accounts, declared).map((account) => {
      return { where, problem: `has the account ${account}, which is not declared`, remedy: apply };
    }),
  ];
}

/** What the share has, as GRANT writes it; undefined if there is no such share. */
async function grantsOf(warehouse: Warehouse, name: string): Promise<readonly string[] | undefined> {
  try {
    const rows = await warehouse.query(grantsToShare(name));
    return rows.filter(({ privilege }) => privilege !== "OWNERSHIP").map(rightOf);
  } catch (error) {
    if (error instanceof SnowflakeError && error.isMissing) return undefined;
    throw error;
  }
}

function rightOf({ privilege, granted_on, name }: Row): string {
  const kind = String(granted_on).replaceAll("_", " ");
  return normal(
    kind === "DATABASE ROLE" ? `DATABASE ROLE ${String(name)}` : `${String(privilege)} ON ${kind} ${String(name)}`,
  );
}

function declaredRights(target: Target, share: string): string[] {
  const end = ` TO SHARE ${share}`;
  const grants = shares(target).flatMap(({ makes }) =>
    makes.filter(({ kind, name }) => kind === "grant" && name.endsWith(end)),
  );
  return grants.map(({ name }) => normal(name.slice(0, -end.length)));
}

/** Of a database role Snowflake may give the name with or without the database. */
function normal(right: string): string {
  return right.toUpperCase().replace(/^DATABASE ROLE (?:\w+\.)?/, "DATABASE ROLE ");
}

function without(all: readonly string[], others: readonly string[]): string[] {
  return all.filter((each) => !others.includes(each));
}
