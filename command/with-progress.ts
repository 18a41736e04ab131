import pMap from "p-map";
import type { Terminal } from "./terminal.ts";

/** Where progress is shown. */
type Shown = { readonly err: Terminal };

/** Shows how far some work has come, in so many steps; however it ends, the terminal has its cursor back. */
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

/** Does the same to each of many, some at a time, and says how far it has come after every so many. */
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
