import type { Session } from "./session.ts";

/**
 * Looks again and again, waiting before each look, until there is something to see; undefined where there never was. Tells
 * every minute on standard error that it is still there.
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
