import type { Session } from "./session.ts";

/**
 * Waits and calls `look`, again and again, until it returns something. Prints the time that it has waited every minute on stderr.
 *
 * The SDK's waiters (`waitUntilReplicationTaskRunning`, `waitUntilTestConnectionSucceeds`) are not used: they print no progress; they
 * retry a refused request, so that a missing right is reported only after half an hour; and they put DMS's message about a failed
 * connection into a JSON text.
 * @returns undefined if `look` returned nothing in the given time
 */
export async function poll<T>(
  session: Session,
  { everySeconds, forMinutes }: { readonly everySeconds: number; readonly forMinutes: number },
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let seconds = everySeconds; seconds <= forMinutes * 60; seconds += everySeconds) {
    await session.wait(everySeconds * 1000);
    const seen = await look();
    if (seen !== undefined) return seen;
    if (seconds % 60 === 0) session.err.print(`  waiting for ${seconds / 60} min`);
  }
  return undefined;
}
