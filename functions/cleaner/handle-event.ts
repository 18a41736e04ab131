import type { SQSBatchResponse } from "aws-lambda";
import type { Masks } from "../../contracts/mask.ts";
import type { Buckets } from "./buckets.ts";
import { cleanRawObject } from "./clean-raw-object.ts";
import { CleanerError } from "./cleaner-error.ts";
import type { CleanerEnvironment } from "./environment.ts";
import { type RawObject, readMessages, readObjects } from "./events.ts";
import { type FailurePointer, failurePointer, ObjectsFailed } from "./failure.ts";
import { route } from "./route.ts";
import type { Telemetry } from "./telemetry.ts";

export interface Cleaner {
  readonly environment: CleanerEnvironment;
  readonly masks: Masks;
  readonly buckets: Buckets;
  readonly telemetry: Telemetry;
}

/**
 * Cleans every object that an event names, one after the other; a failed one keeps none of the others from being tried.
 * @returns for an SQS batch, the messages to deliver again
 * @throws ObjectsFailed otherwise, where an object failed: Lambda tries the event again, then queues the failure
 */
export async function handleEvent(event: unknown, cleaner: Cleaner): Promise<SQSBatchResponse | undefined> {
  const failures: FailurePointer[] = [];
  const batchItemFailures: { itemIdentifier: string }[] = [];
  let fromSqs = false;
  for (const message of readMessages(event)) {
    const found = await tryMessage(message.event, cleaner);
    failures.push(...found);
    fromSqs ||= message.id !== undefined;
    if (message.id !== undefined && found.length > 0) batchItemFailures.push({ itemIdentifier: message.id });
  }
  if (fromSqs) return { batchItemFailures };
  if (failures.length > 0) throw new ObjectsFailed(failures);
  return undefined;
}

async function tryMessage(event: unknown, cleaner: Cleaner): Promise<FailurePointer[]> {
  const failures: FailurePointer[] = [];
  const fail = (object: RawObject | undefined, error: unknown): void => {
    const pointer = failurePointer(object, error);
    cleaner.telemetry.failed(pointer);
    failures.push(pointer);
  };
  try {
    for (const object of readObjects(event)) {
      if (object instanceof CleanerError) fail(undefined, object);
      else await tryObject(object, cleaner).catch((error: unknown) => fail(object, error));
    }
  } catch (error) {
    fail(undefined, error);
  }
  return failures;
}

async function tryObject(object: RawObject, { environment, masks, buckets, telemetry }: Cleaner): Promise<void> {
  const found = route(object, environment, masks);
  if (found.skip !== undefined) telemetry.skipped(object, found.skip);
  else telemetry.cleaned(await cleanRawObject(object, found, environment, buckets));
}
