import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { recordMasksOf } from "../../contracts/record-masks-of.ts";
import type { Tables } from "../../contracts/source.ts";
import { streamPart } from "../../contracts/stream-names.ts";
import { EXTRACTED_AT } from "../../contracts/stream-record.ts";
import { bundleFunction } from "../../functions/bundle-function.ts";
import { toEnvironment } from "../../functions/transformer/environment.ts";
import { startLambda } from "../lambda.ts";
import { storedObject } from "../s3-object.ts";
import type { S3Server } from "../s3-server.ts";
import { Firehose } from "../stream/firehose.ts";
import { PLANTED } from "./source.ts";

const PREFIX = "clearwell-local-postgres-";

/** What became of published events. */
export interface Delivered {
  /** Lines in the files. */
  readonly rows: number;
  /** Records that the transformer refused, which Firehose keeps under its error prefix. */
  readonly refused: number;
  /** Files in which a value is that no contract lists. */
  readonly leaks: number;
}

interface Place {
  readonly database: string;
  readonly tables: Tables;
  /** Where the function is bundled. */
  readonly folder: string;
  readonly s3: S3Server;
  readonly bucket: string;
}

/** Sends events of a table through Firehose with the shipped transformer to the raw bucket; one of them is no record. */
export async function deliverEvents(place: Place, table: string, events: readonly object[]): Promise<Delivered> {
  const { database, tables, folder, s3, bucket } = place;
  const bundle = join(folder, "transformer.mjs");
  await bundleFunction(
    "transformer",
    bundle,
    {},
    { recordMasks: recordMasksOf({ [database]: { engine: "snowflake", tables } }) },
  );
  const variables = toEnvironment({ stack: "local-snowflake-to-postgres", streamPrefix: PREFIX });
  const lambda = await startLambda(
    { name: "transformer", region: "us-west-2", bundle, variables },
    "http://127.0.0.1:9",
  );
  const firehose = new Firehose({
    name: `${PREFIX}${streamPart(database, table)}`,
    prefix: `data/stream/${table}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/`,
    errorPrefix: `errors/${table}/!{firehose:error-output-type}/`,
    extension: ".json.gz",
    transform: async (event) => {
      const { error, result } = await lambda.invoke(event);
      if (error !== undefined) throw new Error(error.errorMessage);
      return result;
    },
    put: (key, body) => void s3.objects.set(`${bucket}/${key}`, storedObject(body)),
  });
  try {
    const records = events.map((event) => JSON.stringify({ ...event, [EXTRACTED_AT]: "2026-07-27 01:30:00.000000" }));
    await firehose.take([...records, "not a record"].map((text) => ({ data: Buffer.from(text) })));
    await firehose.flush();
  } finally {
    await lambda.close();
  }
  const textsUnder = (prefix: string) =>
    [...s3.objects].flatMap(([key, { body }]) =>
      key.startsWith(`${bucket}/${prefix}`) ? [gunzipSync(body).toString()] : [],
    );
  const lines = (texts: readonly string[]) => texts.join("").split("\n").length - 1;
  const written = textsUnder("data/stream/");
  return {
    rows: lines(written),
    refused: lines(textsUnder("errors/")),
    leaks: written.filter((text) => text.includes(PLANTED)).length,
  };
}
