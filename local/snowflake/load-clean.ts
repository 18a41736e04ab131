import { generateKeyPairSync } from "node:crypto";
import { applyPlan } from "../../ops/warehouse/apply.ts";
import { connect } from "../../ops/warehouse/connect.ts";
import type { Warehouse } from "../../ops/warehouse/connection.ts";
import { readLedger } from "../../ops/warehouse/ledger.ts";
import { makePlan } from "../../ops/warehouse/plan.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { pipeOf } from "../../warehouse/snowflake/names.ts";
import { collectionsIn, type Target } from "../../warehouse/snowflake/target.ts";
import { startStandin } from "./start-standin.ts";

/** An environment in the stand-in for Snowflake, made by the project's own runner, with the CLEAN files loaded. */
export interface LoadedSnowflake {
  /** Logs in with a role. */
  readonly login: (role: string) => Promise<Warehouse>;
  readonly stop: () => Promise<void>;
}

/**
 * @param cleanFolder stands for the CLEAN bucket
 * @param step is called for each file of SQL and each pipe
 */
export async function loadClean(
  cleanFolder: string,
  target: Target,
  step: (what: string) => void,
): Promise<LoadedSnowflake> {
  const standin = await startStandin({ [target.bucket]: cleanFolder });
  const login = loginTo(standin.url, target);
  try {
    await as(login, "ACCOUNTADMIN", (admin) => runAll(admin, account(target).statements));
    await as(login, target.snowflake.ownerRole, async (owner) => {
      const ledger = await readLedger(owner, target);
      await applyPlan(owner, { target, plan: makePlan(sqlFiles(target), ledger, { dropped: [] }), ledger }, step);
      for (const { database, collection, stacks } of collectionsIn(target)) {
        await runAll(
          owner,
          stacks.map((stack) => `ALTER PIPE ${pipeOf(target, database, collection, stack)} REFRESH`),
        );
        step(`loaded ${database}/${collection}`);
      }
    });
    return { login, stop: () => standin.stop() };
  } catch (error) {
    await standin.stop();
    throw error;
  }
}

/** Logs in to a stand-in with a role, as the user of an environment. */
export function loginTo(accessUrl: string, { snowflake }: Target): LoadedSnowflake["login"] {
  // The stand-in checks no signature.
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" });
  return (ownerRole) =>
    connect({ ...snowflake, account: "standin", ownerRole }, { privateKey: key.toString(), accessUrl });
}

/** How often `step` is called. */
export function stepsOf(target: Target): number {
  return sqlFiles(target).length + collectionsIn(target).length;
}

/** Works in a session of a role. */
export async function as<T>(
  login: LoadedSnowflake["login"],
  role: string,
  work: (session: Warehouse) => Promise<T>,
): Promise<T> {
  const session = await login(role);
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

export async function runAll(session: Warehouse, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.query(statement);
}
