import { type FailedObject, type FailureMessage, groupFailures } from "./failed-object.ts";
import type { Earlier, Failure } from "./failure-message.ts";
import type { CurrentObject } from "./raw-state.ts";

/** One invocation of the cleaner, for one subject. */
export interface Retry {
  readonly subject: string;
  /** Whether every version that failed was overwritten: then the newer one is cleaned instead. */
  readonly isNewer: boolean;
  readonly event: unknown;
}

export interface RetryPlan {
  /** One for each subject, however many messages are about it. */
  readonly retries: readonly Retry[];
  /** Keys that are gone from RAW and can't be retried. */
  readonly gone: readonly string[];
}

/** What a failure is about: a key, or the message if its event named no object; then the whole event is sent again. */
export function subjectOf({ object }: Failure, { id }: FailureMessage): string {
  return object?.key ?? id;
}

/** @param current what RAW has now, by key */
export function planRetry(messages: readonly FailureMessage[], current: ReadonlyMap<string, CurrentObject>): RetryPlan {
  const byKey = new Map<string, FailedObject[]>();
  for (const failed of groupFailures(messages)) {
    const key = failed.object?.key;
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), failed]);
  }
  const objects = [...byKey].flatMap(([key, failed]) => {
    const found = current.get(key);
    return found ? [retryObject(key, failed, found)] : [];
  });
  const events = messages.filter(({ failures }) => failures.some(({ object }) => !object)).map(retryEvent);
  return { retries: [...objects, ...events], gone: [...byKey.keys()].filter((key) => !current.has(key)) };
}

/** An event in the form of EventBridge, in which the key is not encoded. */
function retryObject(key: string, failed: readonly FailedObject[], { etag }: CurrentObject): Retry {
  const isNewer = failed.every(({ object }) => object?.etag !== undefined && object.etag !== etag);
  const detail = { bucket: { name: failed[0]?.object?.bucket }, object: { key, etag } };
  return { subject: key, isNewer, event: { "detail-type": "Object Created", detail, earlier: summarize(failed) } };
}

function retryEvent(message: FailureMessage): Retry {
  const { id, event } = message;
  const isPlain = typeof event === "object" && event !== null && !Array.isArray(event);
  return {
    subject: id,
    isNewer: false,
    event: isPlain ? { ...event, earlier: summarize(groupFailures([message])) } : event,
  };
}

function summarize(failed: readonly FailedObject[]): Earlier {
  const first = Math.min(...failed.map((one) => one.first.getTime()));
  return { times: failed.reduce((sum, { times }) => sum + times, 0), first: new Date(first).toISOString() };
}
