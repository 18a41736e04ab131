import { UserError } from "../../command/user-error.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { run } from "../../ops/run.ts";
import type { Session } from "../../ops/session.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { recorder } from "../command/recorder.ts";
import { ALL, ALLOW_LIST, literalOf, sourcesOf } from "../stacks/fixtures.ts";
import { clientsAt } from "./clients.ts";

/** The output of a command, without colours, and its exit code. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Milliseconds that it would have waited. */
  readonly waited: number;
}

/** What is different from the fixtures. */
export interface Differs extends Partial<Omit<Session, "environments">> {
  readonly environments?: readonly MongodbToSnowflake[];
  /** Further ones, with their pipelines. */
  readonly literals?: readonly EnvironmentSettings[];
  /** Of the database `legion`, which is the only one. */
  readonly allowList?: AllowList;
}

/** The time in all these tests. */
const NOW = new Date("2026-11-21T12:00:00Z");

/** Runs a command with the stacks of the fixtures against a fake AWS, without waiting. */
export async function operate(args: readonly string[], endpoint: string, differs: Differs = {}): Promise<Ran> {
  const { allowList = ALLOW_LIST, environments = ALL, literals = [], ...others } = differs;
  const out: string[] = [];
  const err: string[] = [];
  let waited = 0;
  const code = await run(args, {
    environments: [
      ...environments.map((each) => literalOf(differs.snowflake === undefined ? withoutAccount(each) : each)),
      ...literals,
    ],
    sources: sourcesOf(allowList),
    aws: clientsAt(endpoint),
    snowflake: () => Promise.reject(new UserError("this test has no Snowflake")),
    dbt: () => Promise.reject(new UserError("this test has no dbt")),
    program: () => Promise.resolve({ status: 127, output: "" }),
    out: recorder(out),
    err: recorder(err),
    now: () => NOW,
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
    calledFrom: ".",
    ...others,
  });
  return { code, out: out.join("\n"), err: err.join("\n"), waited };
}

/** Nobody logs in to Snowflake there. */
export function withoutAccount({ snowflake = {}, ...others }: MongodbToSnowflake): MongodbToSnowflake {
  const settings = { ...snowflake };
  delete settings.account;
  return { ...others, snowflake: settings };
}
