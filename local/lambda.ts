import { type InvocationResult, type LambdaFunction, startLambdaProcess } from "./lambda-process.ts";

export interface Lambda {
  invoke(event: object): Promise<InvocationResult>;
  /** Kills the process, in the middle of an object too. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the function. @returns its log */
  close(): Promise<string>;
}

/**
 * Starts a function that finds S3 at `s3Endpoint`. If its process ends, only the current object fails: the next one gets a new process,
 * as in Lambda.
 */
export async function startLambda(lambda: LambdaFunction, s3Endpoint: string): Promise<Lambda> {
  let process = await startLambdaProcess(lambda, s3Endpoint);
  let log = "";
  return {
    invoke: async (event) => {
      if (!process.alive) {
        // The process may have ended in the middle of a line.
        log += `${await process.close()}\n`;
        process = await startLambdaProcess(lambda, s3Endpoint);
      }
      return process.invoke(event);
    },
    kill: (signal) => process.kill(signal),
    close: async () => log + (await process.close()),
  };
}
