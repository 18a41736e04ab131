import type { Session } from "./session.ts";

/** Looks again and again, waiting before each look, until there is something to see; undefined where there never was. */
export async function poll<T>(
  session: Session,
  { everySeconds, forMinutes }: { readonly everySeconds: number; readonly forMinutes: number },
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let waited = 0; waited < forMinutes * 60; waited += everySeconds) {
    await session.wait(everySeconds * 1000);
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  return undefined;
}
