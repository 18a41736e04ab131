import { ExtractError } from "./extract-error.ts";

/**
 * Waits for a read, which waits until its member has what the primary had.
 * @throws ExtractError SECONDARY_LAGGING if it takes too long
 */
export async function withinLag<Value>(reading: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ExtractError("SECONDARY_LAGGING")), milliseconds);
  });
  // If it is late, its own failure comes when the connection is closed, and nobody waits for it any more.
  reading.catch(() => undefined);
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
