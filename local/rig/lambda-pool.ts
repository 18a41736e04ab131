import { type Lambda, startLambda } from "../lambda.ts";
import type { Answer, LambdaFunction } from "../lambda-process.ts";

/** A function with reserved concurrency: so many events at once, the others wait. */
export interface LambdaPool {
  /** So far, failed ones too. */
  readonly invocations: number;
  /** The most memory that a process had, and the processor time of all: of those that answered. */
  readonly maxMemoryMb: number;
  readonly processorMs: number;
  readonly invoke: (event: object) => Promise<Answer>;
  /** Ends every process that is at work on such an event. @returns how many there were */
  readonly kill: (isMeant: (event: object) => boolean, signal: NodeJS.Signals) => number;
  /** Ends all of them. @returns what they wrote to their log */
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
        const answer = await free.invoke(event);
        used.processorMs += answer.processorMs ?? 0;
        used.maxMemoryMb = Math.max(used.maxMemoryMb, answer.maxMemoryMb ?? 0);
        return answer;
      } finally {
        release(free);
      }
    },
    kill: (isMeant, signal) => {
      const meant = [...busy].filter(([, event]) => isMeant(event));
      for (const [lambda] of meant) lambda.kill(signal);
      return meant.length;
    },
    close: async () => (await Promise.all(all.map((each) => each.close()))).join(""),
  };
}
