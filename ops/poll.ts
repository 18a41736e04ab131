import type { Session } from "./session.ts";

/**
 * Looks again and again, waiting before each look, until there is something to see. Prints every minute on standard error how long it
 * has waited.
 *
 * In place of the SDK's waiters (`waitUntilReplicationTaskRunning`, `waitUntilTestConnectionSucceeds`): those print no progress, take a
 * refused request for a state that may still change, so that a missing right shows after half an hour, and keep DMS's own message
 * about a failed connection inside a JSON text.
 * @returns undefined if there never was anything
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
