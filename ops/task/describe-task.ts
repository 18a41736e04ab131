import type { Task } from "./find-task.ts";

/** `stopped since 2026-11-21T09:00:00.000Z`, with DMS's reasons if it gives any. */
export function describeTask({ Status, StopReason, ReplicationTaskStats, LastFailureMessage }: Task): string {
  const since = ReplicationTaskStats?.StopDate;
  const reasons = [StopReason, LastFailureMessage].filter((reason) => reason !== undefined && reason !== "");
  return [`${Status}${since ? ` since ${since.toISOString()}` : ""}`, ...reasons].join("; ");
}
