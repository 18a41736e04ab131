import type { Shell } from "../command/shell.ts";
import type { Sources } from "../contracts/source.ts";
import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import type { ResolvedSnowflake } from "../warehouse/snowflake/settings.ts";
import type { Target } from "../warehouse/snowflake/target.ts";
import type { Warehouse } from "./warehouse/connection.ts";

/** Settings that all SDK clients take. */
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

/** What a command uses: the settings, AWS, the terminal, the clock. Tests pass their own. */
export interface Session extends Shell {
  readonly environments: readonly EnvironmentSettings[];
  readonly sources: Sources;
  /** Makes a client of an AWS service in a region: `aws(SQSClient, "us-west-2")`. */
  readonly aws: <Client>(Client: new (config: ClientConfig) => Client, region: string) => Client;
  /** Logs in to Snowflake as the owner role of an environment. */
  readonly snowflake: (settings: ResolvedSnowflake) => Promise<Warehouse>;
  /** Runs dbt's project as the environment's user of dbt. @returns its exit code */
  readonly dbt: (target: Target, args: readonly string[]) => Promise<number>;
  /** Runs a program of this machine. @param input on its standard input */
  readonly program: (
    command: string,
    args: readonly string[],
    input?: string,
  ) => Promise<{ readonly status: number; readonly output: string }>;
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}
