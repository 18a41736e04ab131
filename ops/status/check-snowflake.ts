import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import { checkEnvironment, type WarehouseStatus } from "../warehouse/check/check-environment.ts";
import { findPlace, withWarehouse } from "../warehouse/open.ts";
import { attempt, type StackProblem } from "./check.ts";

/** Snowflake in one of the environments that were asked for. */
export interface SnowflakeStatus {
  readonly environment: string;
  /** Stacks of the environment that were asked for. */
  readonly stacks: readonly string[];
  /** Null if it could not be checked; a problem says why. */
  readonly status: Omit<WarehouseStatus, "problems"> | null;
  readonly problems: readonly StackProblem[];
}

/** `warehouse check` of each environment that names an account, once for all its stacks. */
export function checkSnowflake(
  session: Session,
  chosen: readonly MongodbToSnowflake[],
): Promise<readonly SnowflakeStatus[]> {
  const configured = chosen.filter(({ snowflake }) => snowflake?.account !== undefined);
  const names = [...new Set(configured.map(({ environment }) => environment))];
  return Promise.all(
    names.map(async (environment) => {
      const stacks = configured.filter((each) => each.environment === environment).map(stackName);
      const { found, problems } = await attempt("Snowflake", () => checkOne(session, environment));
      return { environment, stacks, status: found, problems };
    }),
  );
}

async function checkOne(session: Session, environment: string) {
  const { target } = findPlace(session, environment);
  const { problems, ...found } = await withWarehouse(session, target, (warehouse) =>
    checkEnvironment(session, warehouse, target),
  );
  return { found, problems };
}
