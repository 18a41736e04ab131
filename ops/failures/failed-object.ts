import type { Failure, FailureRecord } from "./failure-message.ts";
import type { QueuedMessage } from "./receive-messages.ts";

/** A message of the queue about failures of the cleaner. */
export type FailureMessage = FailureRecord & Omit<QueuedMessage, "body">;

/** One version of one object that failed with one code. */
export interface FailedObject extends Failure {
  /** How often it came into the queue, including before earlier retries. */
  readonly times: number;
  readonly first: Date;
  readonly last: Date;
}

/** Groups messages by object and code, each with the position of its last failure; sorted by key. */
export function groupFailures(messages: readonly FailureMessage[]): FailedObject[] {
  const groups = new Map<string, FailedObject>();
  for (const message of messages) {
    for (const failure of message.failures) {
      const { object, code } = failure;
      const name = JSON.stringify([object?.key, object?.etag, code]);
      const found = once(failure, message);
      const before = groups.get(name);
      groups.set(name, before ? merge(before, found) : found);
    }
  }
  return [...groups.values()].sort(byKey);
}

function once(failure: Failure, { sent, earlier }: FailureMessage): FailedObject {
  const first = earlier ? new Date(earlier.first) : sent;
  return { ...failure, times: 1 + (earlier?.times ?? 0), first, last: sent };
}

function merge(one: FailedObject, other: FailedObject): FailedObject {
  const first = one.first < other.first ? one.first : other.first;
  return { ...(one.last < other.last ? other : one), times: one.times + other.times, first };
}

function byKey(one: FailedObject, other: FailedObject): number {
  return (
    (one.object?.key ?? "").localeCompare(other.object?.key ?? "", "en") || one.code.localeCompare(other.code, "en")
  );
}
