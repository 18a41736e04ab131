import pMap from "p-map";
import type { Terminal } from "./terminal.ts";

/** Where progress is shown. */
type Shown = { readonly err: Terminal };

/** Shows the progress of work in the given number of steps. It ends the progress even if the work fails, so that the cursor returns. */
export async function withProgress<T>(
  { err }: Shown,
  steps: number,
  work: (step: (what: string) => void) => Promise<T>,
): Promise<T> {
  const progress = err.progress(steps);
  try {
    return await work((what) => progress.step(what));
  } finally {
    progress.end();
  }
}

const AT_ONCE = 10;

/** Does the same work for each item, at most ten at a time, and shows the progress after each `every` items. */
export async function mapWithProgress<T, R>(
  session: Shown,
  items: readonly T[],
  { every, say }: { readonly every: number; readonly say: (item: T, done: number) => string },
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  let done = 0;
  return withProgress(session, Math.floor(items.length / every), (step) =>
    pMap(
      items,
      async (item) => {
        const result = await work(item);
        if (++done % every === 0) step(say(item, done));
        return result;
      },
      { concurrency: AT_ONCE },
    ),
  );
}
