import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Session } from "../session.ts";
import { postgresStacksIn, stacksIn, streamStacksIn } from "../stacks.ts";
import { SnowflakeError, type Warehouse } from "./connection.ts";
import { notSetUp } from "./ledger.ts";

/** What a user names: one stack, or all of an environment. */
export interface Place {
  readonly target: Target;
  /** Names of the stacks that are meant: one, or all of the environment. */
  readonly stacks: readonly string[];
}

/** @throws UserError if there is neither a stack nor an environment of that name */
export function findPlace(session: Pick<Session, "environments" | "sources">, name: string): Place {
  const { environments: deployed } = session;
  const all = [...stacksIn(deployed), ...streamStacksIn(deployed), ...postgresStacksIn(deployed)];
  const found = all.filter(({ id, environment }) => id === name || environment.environment === name);
  const [first] = found;
  if (first === undefined) {
    const stacks = all.map(({ id }) => id);
    const environments = [...new Set(all.map(({ environment }) => environment.environment))];
    throw new UserError(
      `There is no stack or environment "${name}".${didYouMean(name, [...environments, ...stacks])} ` +
        `Environments: ${environments.join(", ")}. Stacks: ${stacks.join(", ")}.`,
    );
  }
  const target = targetOf(session.environments, session.sources, first.environment.environment);
  return { target, stacks: found.map(({ id }) => id) };
}

/** Logs in for as long as the work takes. @throws UserError if the settings name no account */
export async function withWarehouse<T>(
  session: Session,
  target: Target,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const { environment, snowflake } = target;
  if (snowflake.account === undefined) {
    throw new UserError(
      `${environment} has no Snowflake account: set snowflake.account in environments/. Without one, plan and apply take --sql DIR.`,
    );
  }
  const warehouse = await session.snowflake(snowflake).catch((error: unknown) => {
    throw error instanceof SnowflakeError && NO_ROLE.test(error.code) ? notSetUp(target, error) : error;
  });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.end();
  }
}

/** The role in the login does not exist, or is not granted to the user. */
const NO_ROLE = /^(390189|390186|390201)$/;
