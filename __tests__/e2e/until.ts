import { setTimeout } from "node:timers/promises";

const SECONDS = 60;
const PAUSE_MS = 50;

/**
 * Looks again and again until there is something. An emulator does its work whenever it does, as AWS does.
 * @param what completes "waited in vain for …"
 * @throws Error after a minute, with the error of the last look as its cause
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + SECONDS * 1000;
  let cause: unknown;
  do {
    try {
      const found = await look();
      if (found !== undefined) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await setTimeout(PAUSE_MS);
  } while (Date.now() < deadline);
  throw new Error(`Waited in vain for ${what} (${SECONDS} s).`, { cause });
}
