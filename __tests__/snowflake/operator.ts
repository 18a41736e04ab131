import { generateKeyPairSync } from "node:crypto";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import { startStandin } from "../../local/snowflake/start-standin.ts";
import { connect as connectRunner } from "../../ops/warehouse/connect.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { operate } from "../ops/operator.ts";
import { literalOf, PRIMARY, sourcesOf } from "../stacks/fixtures.ts";
import { type Bucket, makeBucket } from "./bucket.ts";
import { type Connection, connect } from "./connect.ts";

/** The queue of all pipes in the stand-in. */
export const QUEUE = "arn:aws:sqs:us-east-1:123456789012:sf-snowpipe-STANDIN";

const SNOWFLAKE = {
  account: "acme-standin",
  shares: { PARTNER: { accounts: ["ACME.PARTNER"], views: ["legion/invoices"] } },
};

/** One stack, which is enough here and faster. */
const ENVIRONMENTS = [{ ...PRIMARY, snowflake: SNOWFLAKE, snowpipeSqsArn: QUEUE }];

/** What is deployed, with contracts of which a test has its own. */
export interface Deployed<Contracts> {
  /** The bucket that the pipes read. */
  readonly bucket: string;
  readonly environments: readonly EnvironmentSettings[];
  sourcesOf(contracts: Contracts): Sources;
}

export const DOCUMENTS: Deployed<AllowList> = {
  bucket: "legion-clean-analytics",
  environments: ENVIRONMENTS.map(literalOf),
  sourcesOf,
};

/** The operator's commands, with a stand-in in place of Snowflake. */
export interface Operator<Contracts> {
  readonly admin: Connection;
  readonly bucket: Bucket;
  /** `npm run -s ops -- warehouse …`. @param aws where AWS answers */
  ops(args: readonly string[], contracts: Contracts, aws?: string): ReturnType<typeof operate>;
  /** Runs account.sql. */
  setUp(contracts: Contracts): Promise<void>;
  stop(): Promise<void>;
}

export async function startOperator<Contracts>(deployed: Deployed<Contracts>): Promise<Operator<Contracts>> {
  const bucket = await makeBucket();
  const standin = await startStandin({ [deployed.bucket]: bucket.folder });
  const admin = await connect(standin.url);
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" });
  return {
    admin,
    bucket,
    ops: (args, contracts, aws = "http://127.0.0.1:9") =>
      operate(["warehouse", ...args], aws, {
        environments: [],
        literals: deployed.environments,
        sources: deployed.sourcesOf(contracts),
        snowflake: (settings) => connectRunner(settings, { privateKey: key.toString(), accessUrl: standin.url }),
        now: () => new Date(),
      }),
    async setUp(contracts) {
      const target = targetOf(deployed.environments, deployed.sourcesOf(contracts), "production");
      for (const statement of account(target).statements) await admin.query(statement);
    },
    async stop() {
      await admin.close();
      await standin.stop();
      await bucket.remove();
    },
  };
}
