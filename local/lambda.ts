import { type Answer, type LambdaFunction, startLambdaProcess } from "./lambda-process.ts";

export interface Lambda {
  invoke(event: object): Promise<Answer>;
  /** Ends the process in the middle of whatever it does. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the function. @returns all that it wrote to its log */
  close(): Promise<string>;
}

/**
 * Starts a function that finds S3 at `s3Endpoint`. A process that died fails its own object alone: the next one has a
 * new process, as in Lambda.
 */
export async function startLambda(lambda: LambdaFunction, s3Endpoint: string): Promise<Lambda> {
  let process = await startLambdaProcess(lambda, s3Endpoint);
  let log = "";
  return {
    invoke: async (event) => {
      if (!process.alive) {
        // It may have died in the middle of a line.
        log += `${await process.close()}\n`;
        process = await startLambdaProcess(lambda, s3Endpoint);
      }
      return process.invoke(event);
    },
    kill: (signal) => process.kill(signal),
    close: async () => log + (await process.close()),
  };
}
