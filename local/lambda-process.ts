import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UserError } from "../command/user-error.ts";

/** What is needed to run a deployed function here. */
export interface LambdaFunction {
  readonly name: string;
  readonly region: string;
  /** The bundle's file. */
  readonly bundle: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The result of an invocation, in Lambda's own words. */
export interface InvocationResult {
  /** Why it failed: the handler threw, or the process ended. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  /** What the handler returned. */
  readonly result?: unknown;
  /** Peak memory of the process so far; unknown if the process ended. */
  readonly maxMemoryMb?: number;
  /** Processor time of the invocation, of all threads. */
  readonly processorMs?: number;
}

/** One process of the function. It may end in the middle of an object, for example if it runs out of memory. */
export interface LambdaProcess {
  readonly alive: boolean;
  invoke(event: object): Promise<InvocationResult>;
  /** Kills the process, in the middle of an object too. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the process. @returns its log */
  close(): Promise<string>;
}

/**
 * Starts a process with the function's own environment, which finds S3 at `s3Endpoint`.
 * @throws UserError if the process ends before it is ready for events
 */
export async function startLambdaProcess(lambda: LambdaFunction, s3Endpoint: string): Promise<LambdaProcess> {
  const child = forkHost(lambda, s3Endpoint);
  // Lambda's log has both; errors are on the second.
  const output = Promise.all([child.stdout, child.stderr].map((stream) => text(stream ?? Readable.from([]))));
  const log = output.then((texts) => texts.join(""));
  const ended = once(child, "exit").then(async ([code, signal]): Promise<InvocationResult> => {
    const cause = /^FATAL ERROR: (.+)$/m.exec(await log)?.[1];
    const how = `the function's process ended with ${signal ?? `code ${code}`}${cause === undefined ? "" : `: ${cause}`}`;
    return { error: { errorType: "Runtime.ExitError", errorMessage: how } };
  });
  const reply = async () => ((await once(child, "message")) as [InvocationResult])[0];
  const { error: died } = await Promise.race([reply(), ended]);
  if (died) throw new UserError(`Before its first event, ${died.errorMessage}.\n${(await log).trim()}`, 1);
  return {
    get alive() {
      return child.connected && child.exitCode === null && child.signalCode === null;
    },
    invoke: async (event) => {
      const result = Promise.race([reply(), ended]);
      // The event can't be sent only if the process has ended, which is then the result.
      child.send(event, () => undefined);
      return result;
    },
    kill: (signal) => void child.kill(signal),
    close: async () => {
      if (child.connected) child.disconnect();
      return log;
    },
  };
}

function forkHost({ name, region, bundle, variables }: LambdaFunction, s3Endpoint: string): ChildProcess {
  const host = fileURLToPath(new URL("lambda-host.mjs", import.meta.url));
  return fork(host, [pathToFileURL(bundle).href], {
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...variables,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_ENDPOINT_URL_S3: s3Endpoint,
      // The developer's own AWS settings must not be used.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      // Lambda has a newer Node, where the SDK does not warn about it.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
  });
}
