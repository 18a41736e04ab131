import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RecordMasks } from "../../contracts/record-masks-of.ts";
import { streamPart } from "../../contracts/stream-names.ts";
import { bundleFunction } from "../../functions/bundle-function.ts";
import { toEnvironment } from "../../functions/transformer/environment.ts";
import { startLambda } from "../lambda.ts";
import { Firehose } from "../stream/firehose.ts";
import type { ProducerAws } from "./aws.ts";
import { STREAM_PREFIX } from "./producer.ts";

/** Firehose with the shipped transformer, from the streams to a folder that stands for the bucket. */
export interface Delivery {
  /** Takes what is in the streams, and writes a file a table. */
  deliver(): Promise<void>;
  /** Files that were written: of rows, and of records that the transformer refused. */
  readonly written: { rows: number; refused: number };
  stop(): Promise<void>;
}

export async function startDelivery(
  { database, folder, bucket, masks }: { database: string; folder: string; bucket: string; masks: RecordMasks },
  aws: ProducerAws,
): Promise<Delivery> {
  const bundle = join(folder, "transformer.mjs");
  await bundleFunction("transformer", bundle, {}, { recordMasks: masks });
  const variables = toEnvironment({ stack: "local-mysql-to-snowflake", streamPrefix: STREAM_PREFIX });
  const lambda = await startLambda({ name: "transformer", region: "us-west-2", bundle, variables }, aws.endpoint);
  const written = { rows: 0, refused: 0 };
  const streams = Object.keys(masks[database] ?? {}).map((table) => {
    const name = `${STREAM_PREFIX}${streamPart(database, table)}`;
    const firehose = new Firehose({
      name,
      prefix: `data/stream/${database}/${table}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/`,
      errorPrefix: `errors/${database}/${table}/!{firehose:error-output-type}/`,
      extension: ".json.gz",
      transform: async (event) => {
        const { error, result } = await lambda.invoke(event);
        if (error !== undefined) throw new Error(error.errorMessage);
        return result;
      },
      put: async (key, body) => {
        written[key.startsWith("data/") ? "rows" : "refused"] += 1;
        const file = join(bucket, key);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, body);
      },
    });
    return { name, firehose };
  });
  return {
    written,
    deliver: async () => {
      for (const { name, firehose } of streams) {
        await firehose.take(aws.take(name));
        await firehose.flush();
      }
    },
    stop: async () => void (await lambda.close()),
  };
}
