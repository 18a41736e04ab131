import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3ServiceException } from "@aws-sdk/client-s3";
import type { MongoCollections } from "../../contracts/mongodb-fields.ts";
import { CONTAINER_EXIT } from "../shared/exit-codes.ts";
import type { Extracted } from "./batch.ts";
import { checkCollection } from "./check-collection.ts";
import type { ExtractEnvironment, ExtractSecret } from "./environment.ts";
import { extractCollection } from "./extract-collection.ts";
import { EXTRACT_ERRORS, ExtractError } from "./extract-error.ts";
import { openLake } from "./lake.ts";
import { asExtractError } from "./mongo-error.ts";
import { oplogWindow } from "./oplog-window.ts";
import { readPosition } from "./position.ts";
import type { Limits, Run } from "./run.ts";
import { openSource, type Source } from "./source.ts";
import { ExtractTelemetry } from "./telemetry.ts";

/** Runs the container. @returns its exit code */
export async function runExtract(
  environment: ExtractEnvironment & ExtractSecret,
  contracts: MongoCollections,
  limits: Limits,
  stop: AbortSignal,
): Promise<number> {
  const { stack, database, collection } = environment;
  const telemetry = new ExtractTelemetry(stack, `${database}/${collection}`);
  const folder = await mkdtemp(join(tmpdir(), "extract-"));
  const run: Run = {
    limits,
    get isStopping() {
      return stop.aborted;
    },
    committed: (manifest) => telemetry.committed(manifest),
  };
  try {
    const extracted = describe(environment, contracts, folder);
    const source = await openSource(environment);
    try {
      await work(source, extracted, environment, run, telemetry);
    } finally {
      await source.client.close();
    }
    return CONTAINER_EXIT.done;
  } catch (error) {
    const coded =
      error instanceof S3ServiceException ? new ExtractError("LAKE_FAILED", { cause: error }) : asExtractError(error);
    telemetry.failed(coded);
    return EXTRACT_ERRORS[coded.code].exit;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describe(
  { database, collection, lakeBucket, lakeOwner }: ExtractEnvironment,
  contracts: MongoCollections,
  folder: string,
): Extracted {
  const listed = Object.hasOwn(contracts, database) ? contracts[database] : undefined;
  const contract = listed !== undefined && Object.hasOwn(listed, collection) ? listed[collection] : undefined;
  if (contract === undefined) throw new ExtractError("UNLISTED_COLLECTION");
  return { lake: openLake(lakeBucket, lakeOwner), database, name: collection, contract, folder };
}

async function work(
  source: Source,
  extracted: Extracted,
  { mode, oplogHours }: ExtractEnvironment,
  run: Run,
  telemetry: ExtractTelemetry,
): Promise<void> {
  const { resume } = await readPosition(extracted.lake, extracted.database, extracted.name);
  const now = () => Date.now() / 1000;
  const tokenAge = resume === undefined ? undefined : Math.max(0, now() - Date.parse(resume.tokenTime) / 1000);
  telemetry.window(await oplogWindow(source.client, oplogHours), tokenAge);
  if (mode === "check") return telemetry.checked(await checkCollection(source, extracted, run));
  await extractCollection(source, extracted, mode, run);
  telemetry.succeeded(Math.max(0, now() - source.until.getHighBitsUnsigned()));
}
