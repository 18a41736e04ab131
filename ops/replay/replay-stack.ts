import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { retainedSince } from "../raw-retention.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findChanging } from "./clean-objects.ts";
import { findMask } from "./deployed-mask.ts";
import { checkIdle, newestExecution } from "./executions.ts";
import { followExecution } from "./follow-replay.ts";
import { makePlan } from "./plan.ts";
import { listRaw } from "./raw-objects.ts";
import { type PlannedReplay, planJson, showCommand, showPlan } from "./show-plan.ts";
import { startExecution } from "./start-execution.ts";
import { isWithin, type Window } from "./window.ts";

export interface ReplayRequest {
  readonly collection: string;
  readonly window: Window;
  readonly yes: boolean;
}

/** Says what a replay would do; with `yes`, does it. */
export async function replayStack(
  session: Session,
  environment: MongodbToSnowflake,
  { collection, window, yes }: ReplayRequest,
): Promise<Result> {
  checkRetention(session, environment, collection, window);
  const deployed = await findMask(session, environment, collection);
  const running = await newestExecution(session, environment, "RUNNING");
  if (yes) {
    checkAsListed(environment, deployed.isAsListed);
    checkIdle(environment, running);
  }
  const all = await listRaw(session, environment, collection);
  const found = all.filter(({ modified }) => isWithin(window, modified));
  const parts = { all, found, changing: await findChanging(session, found, deployed) };
  const plan = makePlan(environment, collection, session.now(), parts);
  const planned = { environment, collection, window, deployed, plan, running, now: session.now() };
  if (!yes || plan.input === undefined) return dryRun(planned);
  showPlan(planned, session.err);
  const execution = await startExecution(session, environment, collection, plan.input);
  const { json, ...ended } = await followExecution(session, environment, execution);
  return { ...ended, json: { ...planJson(planned), ...json } };
}

function dryRun(planned: PlannedReplay): Result {
  return {
    json: planJson(planned),
    // Not ok if another mask is deployed than the working tree has: a deploy is needed first.
    ok: planned.deployed.isAsListed,
    show: (out) => {
      showPlan(planned, out);
      showCommand(planned, out);
    },
  };
}

/** @throws UserError if the window begins before the oldest object of RAW: a part of it would be missing without notice */
function checkRetention(
  { now }: Session,
  environment: MongodbToSnowflake,
  collection: string,
  { since, until }: Window,
): void {
  const { rawDays } = environment.retention;
  const kept = retainedSince(now(), rawDays);
  if ((since === undefined || since >= kept) && (until === undefined || until > kept)) return;
  throw new UserError(
    [
      `RAW keeps an object for ${rawDays} days: what arrived before ${kept.toISOString()} is gone and can't be replayed.`,
      `For what is left: --since ${kept.toISOString().slice(0, 10)}. To load the whole collection from the database again:`,
      `  npm run -s ops -- start ${stackName(environment)} --reload --collection ${collection}`,
    ].join("\n"),
    1,
  );
}

function checkAsListed(environment: MongodbToSnowflake, isAsListed: boolean): void {
  if (isAsListed) return;
  throw new UserError(
    `The cleaner of ${stackName(environment)} is deployed with another mask or other settings than the working tree has: ` +
      "nothing was started. Deploy the stack first, or check out what is deployed.",
    1,
  );
}
