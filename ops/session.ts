import type { Shell } from "../command/shell.ts";
import type { AllowList } from "../contracts/mask.ts";
import type { Environment } from "../stacks/environment.ts";

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
export interface Session extends Shell {
  readonly environments: readonly Environment[];
  readonly allowList: AllowList;
  /** A client of one of AWS's services, in a region: `aws(SQSClient, "us-west-2")`. */
  readonly aws: <Client>(Client: new (config: ClientConfig) => Client, region: string) => Client;
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}
