import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { mapWithProgress } from "../../command/with-progress.ts";
import type { Environment } from "../../stacks/environment.ts";
import { resourceName, stackName } from "../../stacks/names.ts";
import { explainAwsError } from "../aws-error.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { currentObjects } from "./current-objects.ts";
import type { FailureMessage } from "./failed-object.ts";
import { type Inbox, inboxJson, showInbox } from "./inbox.ts";
import { planRetry, type Retry, type RetryPlan, subjectOf } from "./retry-plan.ts";
import { isSelected, type Selection } from "./selection.ts";
import { nameOf } from "./show.ts";
import { type Retried, showRetried } from "./show-retried.ts";

/**
 * Puts each object through again, by itself, so that one that fails again holds up no other. Asynchronously, as S3 does: Lambda
 * waits where it is busy, tries three times, and puts what fails again back into the queue. A pointer goes only when Lambda
 * has taken its object; a run that dies in between leaves it, and cleaning an object twice is harmless.
 */
export async function retryFailures(
  session: Session,
  environment: Environment,
  inbox: Inbox,
  selection: Selection,
): Promise<Result> {
  const { retries, gone } = await makePlan(session, environment, inbox, selection);
  const lambda = session.aws(LambdaClient, environment.region);
  const FunctionName = resourceName(environment, "cleaner");
  const taken = dropWhenAllTaken(inbox);
  const one = async ({ subject, isNewer, event }: Retry): Promise<Retried> => {
    const Payload = JSON.stringify(event);
    const refused = await whyNot(lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload })));
    const kept = refused === undefined ? await whyNot(taken(subject)) : undefined;
    return { subject, isNewer, refused, kept };
  };
  const say = ({ subject }: Retry) => nameOf({ key: subject });
  const retried = await mapWithProgress(session, retries, { every: 1, say }, one);
  const stack = stackName(environment);
  return {
    ok: gone.length === 0 && retried.every(({ refused, kept }) => refused === undefined && kept === undefined),
    json: { stack, retried: retried.map(toJson), gone, ...inboxJson(inbox) },
    show: (out) => {
      showRetried(stack, retried, gone, out);
      showInbox(inbox, out);
    },
  };
}

async function makePlan(
  session: Session,
  environment: Environment,
  { ours }: Inbox,
  selection: Selection,
): Promise<RetryPlan> {
  const wanted = ours.map((message) => ({
    ...message,
    failures: message.failures.filter((failure) => isSelected(failure, selection)),
  }));
  const keys = wanted.flatMap(({ failures }) => failures.flatMap(({ object }) => object?.key ?? []));
  return planRetry(wanted, await currentObjects(session, environment, keys));
}

/** To be told of each subject that Lambda took: drops the messages of which nothing is left to be taken. */
function dropWhenAllTaken(inbox: Inbox): (subject: string) => Promise<void> {
  const left = new Map(
    inbox.ours.map((message) => [message, new Set(message.failures.map((one) => subjectOf(one, message)))]),
  );
  const about = new Map<string, FailureMessage[]>();
  for (const [message, subjects] of left)
    for (const subject of subjects) about.set(subject, [...(about.get(subject) ?? []), message]);
  return async (subject) => {
    for (const message of about.get(subject) ?? []) {
      left.get(message)?.delete(subject);
      if (left.get(message)?.size === 0) await inbox.drop(message);
    }
  };
}

/** What AWS says where it refuses; undefined where it does not. @throws what is none of its errors */
async function whyNot(request: Promise<unknown>): Promise<string | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    const told = explainAwsError(error);
    if (told) return told.message;
    throw error;
  }
}

function toJson({ subject, isNewer, refused, kept }: Retried): object {
  return { object: subject, newer: isNewer, refused: refused ?? null, kept: kept ?? null };
}
