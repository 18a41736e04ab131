import { setTimeout } from "node:timers/promises";

/** Until a test gives up. */
const SECONDS = 60;
const PAUSE_MS = 50;

/**
 * Polls until there is a result. An emulator works asynchronously, like AWS.
 * @param what completes "Waited in vain for …"
 * @throws Error after these seconds, by default a minute, with the error of the last attempt as its cause
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = SECONDS): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
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
  throw new Error(`Waited in vain for ${what} (${seconds} s).`, { cause });
}
