import type { ExecutionListItem } from "@aws-sdk/client-sfn";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { replayConcurrency } from "../../stacks/mongodb-to-snowflake/replay.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { retainedSince } from "../raw-retention.ts";
import { bytes, dollars, duration } from "./amounts.ts";
import type { Deployed } from "./deployed-mask.ts";
import { describeRunning } from "./executions.ts";
import type { Amount, ReplayPlan } from "./plan.ts";
import type { Window } from "./window.ts";

export interface PlannedReplay {
  readonly environment: MongodbToSnowflake;
  readonly collection: string;
  readonly window: Window;
  readonly deployed: Deployed;
  readonly plan: ReplayPlan;
  /** A replay that is running in the stack. */
  readonly running: ExecutionListItem | undefined;
  readonly now: Date;
}

export function planJson(planned: PlannedReplay): object {
  const { environment, collection, deployed, plan, running, now } = planned;
  const { found, changing, cleaned, expiring, estimate, input } = plan;
  const { rawDays } = environment.retention;
  return {
    stack: stackName(environment),
    collection,
    mask: deployed.maskHash,
    deployedAsListed: deployed.isAsListed,
    reachesBackTo: retainedSince(now, rawDays),
    found,
    changing,
    cleaned,
    expiring,
    running: running?.name ?? null,
    expected: { seconds: Math.ceil(estimate.seconds), dollars: Number(estimate.dollars.toFixed(4)) },
    input: input ?? null,
  };
}

export function showPlan(planned: PlannedReplay, out: Terminal): void {
  const { environment, collection, deployed, plan, now } = planned;
  const { bold, yellow } = out.colors;
  const { rawDays } = environment.retention;
  out.print(bold(`${stackName(environment)}, ${collection}: clean again under the deployed mask ${deployed.maskHash}`));
  out.print(table(rows(planned)));
  out.print(`RAW reaches back to ${retainedSince(now, rawDays).toISOString().slice(0, 10)}, ${rawDays} days.`);
  for (const warning of warnings(planned)) out.print(yellow(warning));
  if (plan.input === undefined) out.print("Nothing would change.");
}

/** Prints the command that carries out the plan. */
export function showCommand({ environment, collection, window: { since, until }, plan }: PlannedReplay, out: Terminal) {
  if (plan.input === undefined) return;
  const times = [...(since ? [`--since ${short(since)}`] : []), ...(until ? [`--until ${short(until)}`] : [])];
  const words = ["npm run -s ops -- replay", stackName(environment), `--collection ${collection}`, ...times, "--yes"];
  out.print(`Nothing was done yet. To start it:\n  ${words.join(" ")}`);
}

function rows({ environment, plan }: PlannedReplay): string[][] {
  const line = (name: string, { objects, bytes: size }: Amount) => [name, objects.toLocaleString("en"), bytes(size)];
  const { found, changing, cleaned, estimate } = plan;
  const amounts = [
    ["", "objects", "in RAW"],
    line("found", found),
    line("would change CLEAN", changing),
    line("to be cleaned: all from the first to the last of these", cleaned),
  ];
  if (plan.input === undefined) return amounts;
  const atOnce = replayConcurrency(environment);
  return [
    ...amounts,
    ["expected time", duration(estimate.seconds), `${atOnce} at once`],
    ["expected cost, without Snowflake's", dollars(estimate.dollars), "list price"],
  ];
}

function warnings({ environment, deployed, plan, running }: PlannedReplay): string[] {
  const { isAsListed } = deployed;
  return [
    ...(running ? [describeRunning(environment, running)] : []),
    ...(isAsListed
      ? []
      : ["The function is deployed with another mask or other settings than the working tree has: deploy first."]),
    ...(deployed.environment.cleanNames === "versioned"
      ? []
      : ["CLEAN objects keep their names (cleanNames: same-name), so Snowpipe won't load what it has loaded before."]),
    ...(plan.expiring.objects === 0
      ? []
      : [
          `${plan.expiring.objects.toLocaleString("en")} of them expire in the time that it takes, and may then be gone.`,
        ]),
  ];
}

function short(time: Date): string {
  return time.toISOString().replace(/(T00:00)?(:00)?\.000Z$/, "");
}
