import { join } from "node:path";
import type { WatermarkTables } from "../../contracts/watermark-tables-of.ts";
import { bundleFunction } from "../../functions/bundle-function.ts";
import { toEnvironment } from "../../functions/producer/environment.ts";
import { type Lambda, startLambda } from "../lambda.ts";
import type { ProducerAws } from "./aws.ts";

/** Start of the streams' names, here. */
export const STREAM_PREFIX = "clearwell-local-mysql-";

/** What came of a run. */
export interface Tick {
  readonly table: string;
  /** Undefined if its process was killed. */
  readonly rows?: number;
  readonly watermark?: string | null;
  /** Why it failed. */
  readonly error?: string;
}

/** The function that reads a database, as it is shipped, in a process of its own. */
export async function startProducer(
  { database, folder, tables }: { database: string; folder: string; tables: WatermarkTables },
  aws: ProducerAws,
): Promise<{ readonly lambda: Lambda; readonly tick: (table: string) => Promise<Tick> }> {
  const bundle = join(folder, "producer.mjs");
  await bundleFunction("producer", bundle, {}, { watermarkTables: tables });
  const settings = toEnvironment({
    stack: "local-mysql-to-snowflake",
    database,
    streamPrefix: `${STREAM_PREFIX}${database}-`,
    watermarkPrefix: `/clearwell/local/mysql/${database}/`,
    login: { by: "secret", secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:local" },
  });
  const variables = { ...settings, AWS_ENDPOINT_URL: aws.endpoint, NODE_EXTRA_CA_CERTS: "" };
  const lambda = await startLambda({ name: "producer", region: "us-west-2", bundle, variables }, aws.endpoint);
  return {
    lambda,
    tick: async (table) => {
      const { error, result } = await lambda.invoke({ table });
      if (error?.errorType === "Runtime.ExitError") return { table };
      if (error !== undefined) return { table, error: error.errorMessage.split(":")[0] ?? "" };
      const { rows, watermark } = result as { rows: number; watermark: string | null };
      return { table, rows, watermark };
    },
  };
}
