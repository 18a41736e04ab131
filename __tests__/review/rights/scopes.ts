import type { Purpose } from "../../../review/rights/policy.ts";
import { scopesOf } from "../../../review/rights/scope.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { WITH_EXTRA } from "../../stacks/extra-pipeline.ts";
import { ALLOW_LIST, literalOf, PRIMARY, SECOND, STAGING, sourcesOf } from "../../stacks/fixtures.ts";
import { synthEvery } from "../../stacks/synth.ts";
import { withState } from "../synth-check/pull-request.ts";

export const PRODUCTION = [PRIMARY, SECOND].map(withState);
export const NETWORK = { cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 } as const;

/** The stacks of mongodb-to-snowflake in one environment. */
export function own(deployments: readonly MongodbToSnowflake[]) {
  const ids = new Map(deployments.map((each) => [`${each.environment}-${each.region}`, { resource: {} } as never]));
  return scopesOf(deployments[0]?.environment ?? "", deployments.map(literalOf), ids).mongodbToSnowflake;
}

/** Staging without mongodb-to-snowflake, and production with a network and one more pipeline. */
export function scopesWithNetwork(name: string) {
  const { "mongodb-to-snowflake": _none, ...alone } = literalOf(withState(STAGING));
  const named = PRODUCTION.map((each) => ({ ...literalOf(each), network: NETWORK, extra: { on: true } }));
  const environments = [...named, { ...alone, network: NETWORK, extra: { on: true } }];
  const app = { environments, sources: sourcesOf(ALLOW_LIST), pipelines: WITH_EXTRA };
  return scopesOf(name, environments, synthEvery(app));
}

export const PURPOSES: readonly Purpose[] = ["plan", "deploy"];

/** Actions that would read data, or hide it from its reader. */
export const READS_DATA =
  /^s3:(Get|Select)Object|^sqs:(Receive|Send|Delete)Message|^ssm:|^logs:(Get|Filter|Start|StartQuery|Tail)|^secretsmanager:GetSecretValue|^kms:(Decrypt|GenerateDataKey)|^states:(GetExecutionHistory|DescribeExecution)|^lambda:Invoke|^dms:(Start|Test)/;
