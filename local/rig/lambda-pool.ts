import { type Lambda, startLambda } from "../lambda.ts";
import type { InvocationResult, LambdaFunction } from "../lambda-process.ts";

/** A function with reserved concurrency: it runs at most `size` events at once, the others wait. */
export interface LambdaPool {
  /** Invocations so far, failed ones too. */
  readonly invocations: number;
  /** Peak memory of any process; invocations whose process ended are not counted. */
  readonly maxMemoryMb: number;
  /** Processor time of all invocations; those whose process ended are not counted. */
  readonly processorMs: number;
  readonly invoke: (event: object) => Promise<InvocationResult>;
  /** Kills every process that is working on a matching event. @returns how many there were */
  readonly kill: (matches: (event: object) => boolean, signal: NodeJS.Signals) => number;
  /** Ends all processes. @returns their logs */
  readonly close: () => Promise<string>;
}

export async function startLambdaPool(lambda: LambdaFunction, s3Endpoint: string, size: number): Promise<LambdaPool> {
  const all = await Promise.all(Array.from({ length: size }, () => startLambda(lambda, s3Endpoint)));
  const idle = [...all];
  const busy = new Map<Lambda, object>();
  const used = { invocations: 0, maxMemoryMb: 0, processorMs: 0 };
  const waiting: ((free: Lambda) => void)[] = [];

  function release(free: Lambda): void {
    busy.delete(free);
    const next = waiting.shift();
    if (next) next(free);
    else idle.push(free);
  }

  return {
    get invocations() {
      return used.invocations;
    },
    get maxMemoryMb() {
      return used.maxMemoryMb;
    },
    get processorMs() {
      return used.processorMs;
    },
    invoke: async (event) => {
      const free = idle.pop() ?? (await new Promise<Lambda>((resolve) => waiting.push(resolve)));
      busy.set(free, event);
      try {
        used.invocations++;
        const result = await free.invoke(event);
        used.processorMs += result.processorMs ?? 0;
        used.maxMemoryMb = Math.max(used.maxMemoryMb, result.maxMemoryMb ?? 0);
        return result;
      } finally {
        release(free);
      }
    },
    kill: (matches, signal) => {
      const matching = [...busy].filter(([, event]) => matches(event));
      for (const [lambda] of matching) lambda.kill(signal);
      return matching.length;
    },
    close: async () => (await Promise.all(all.map((each) => each.close()))).join(""),
  };
}
