import type { AllowList } from "../contracts/mask.ts";
import type { Environment } from "../stacks/environment.ts";
import type { Terminal } from "./terminal.ts";

/** What all SDK clients take. */
interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts?: number;
  /** Milliseconds. */
  readonly requestHandler?: { readonly connectionTimeout: number; readonly requestTimeout: number };
  /** S3 only. */
  readonly forcePathStyle?: boolean;
}

/** What a command works with: what is deployed where, AWS, the terminal, the clock. Tests bring their own. */
export interface Session {
  readonly environments: readonly Environment[];
  readonly allowList: AllowList;
  /** A client of one of AWS's services, in a region: `aws(SQSClient, "us-west-2")`. */
  readonly aws: <Client>(Client: new (config: ClientConfig) => Client, region: string) => Client;
  /** What a command was asked for: standard output. */
  readonly out: Terminal;
  /** Progress and errors: standard error, so that `--json` stands alone on the other. */
  readonly err: Terminal;
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Folder in which npm was called: paths that a user gives start here. */
  readonly calledFrom: string;
}
