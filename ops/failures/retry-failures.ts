import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { mapWithProgress } from "../../command/with-progress.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
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
 * Invokes the cleaner once for each object, so that one that fails again does not affect the others. The invocation
 * is asynchronous, like S3's: Lambda waits while it is busy, makes three attempts, and sends what fails again back to the queue. A
 * message is deleted only when Lambda has accepted all of its objects. If the run dies before that, the message stays; cleaning an
 * object twice is harmless.
 */
export async function retryFailures(
  session: Session,
  environment: MongodbToSnowflake,
  inbox: Inbox,
  selection: Selection,
): Promise<Result> {
  const { retries, gone } = await makePlan(session, environment, inbox, selection);
  const lambda = session.aws(LambdaClient, environment.region);
  const FunctionName = resourceName(environment, "cleaner");
  const accepted = deleteWhenAllAccepted(inbox);
  const one = async ({ subject, isNewer, event }: Retry): Promise<Retried> => {
    const Payload = JSON.stringify(event);
    const refused = await refusalOf(lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload })));
    const kept = refused === undefined ? await refusalOf(accepted(subject)) : undefined;
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
  environment: MongodbToSnowflake,
  { failureMessages }: Inbox,
  selection: Selection,
): Promise<RetryPlan> {
  const wanted = failureMessages.map((message) => ({
    ...message,
    failures: message.failures.filter((failure) => isSelected(failure, selection)),
  }));
  const keys = wanted.flatMap(({ failures }) => failures.flatMap(({ object }) => object?.key ?? []));
  return planRetry(wanted, await currentObjects(session, environment, keys));
}

/** @returns a function to call for each subject that Lambda accepted; it deletes the messages whose subjects are all accepted */
function deleteWhenAllAccepted(inbox: Inbox): (subject: string) => Promise<void> {
  const left = new Map(
    inbox.failureMessages.map((message) => [message, new Set(message.failures.map((one) => subjectOf(one, message)))]),
  );
  const about = new Map<string, FailureMessage[]>();
  for (const [message, subjects] of left)
    for (const subject of subjects) about.set(subject, [...(about.get(subject) ?? []), message]);
  return async (subject) => {
    for (const message of about.get(subject) ?? []) {
      left.get(message)?.delete(subject);
      if (left.get(message)?.size === 0) await inbox.delete(message);
    }
  };
}

/** AWS's reason if it refuses the request, else undefined. @throws errors that are not AWS's */
async function refusalOf(request: Promise<unknown>): Promise<string | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    const explained = explainAwsError(error);
    if (explained) return explained.message;
    throw error;
  }
}

function toJson({ subject, isNewer, refused, kept }: Retried): object {
  return { object: subject, newer: isNewer, refused: refused ?? null, kept: kept ?? null };
}
