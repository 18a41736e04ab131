import type { Terminal } from "../command/terminal.ts";
import { SOURCES } from "../contracts/index.ts";
import { MASKS } from "../contracts/masks.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { placeOf } from "../stacks/names.ts";
import { targetOf } from "../stacks/snowflake-target.ts";
import { type CleanResult, cleanAll } from "./clean-all.ts";
import { type DataSet, writeDataSet } from "./demo/data-set.ts";
import { type Deployment, readDeployment } from "./deployment.ts";
import { listInputFolder, toRawObjects } from "./input-folder.ts";
import { type OutputFolder, writeOutput } from "./output-folder.ts";
import { pathFrom } from "./path.ts";
import { showCollections } from "./show/collections.ts";
import { showCurrentRows } from "./show/current-rows.ts";
import { showNothingListed } from "./show/nothing-listed.ts";
import { showSample } from "./show/sample.ts";
import { summarize } from "./summary.ts";
import { synthesize } from "./synthesize.ts";

export interface PipelineRequest {
  /** A folder of RAW objects; undefined for the made-up data set. */
  readonly input: string | undefined;
  readonly output: string;
  /** The folder in which the command was called; paths are shown relative to it. */
  readonly calledFrom: string;
  /** Whether CLEAN is also loaded into the stand-in for Snowflake. */
  readonly snowflake: boolean;
}

interface Run {
  readonly deployment: Deployment;
  readonly result: CleanResult;
  /** Undefined if the objects are the user's own. */
  readonly dataSet: DataSet | undefined;
}

/** Names of the listed collections. */
const LISTED = [...new Set(Object.values(MASKS).flatMap((masks) => Object.keys(masks)))];

/**
 * The pipeline from end to end: what Terraform would deploy, RAW objects, the cleaner over each, a query over CLEAN.
 * @returns whether every object was cleaned and every count is as it should be
 */
export async function runPipeline(request: PipelineRequest, show: Terminal): Promise<boolean> {
  const { input, output, calledFrom, snowflake } = request;
  // Read first, so that a mistake in it is reported at once.
  const paths = input === undefined ? [] : await listInputFolder(input);
  const { result: run, folder } = await writeOutput(output, (unfinished) => clean(input, paths, unfinished, show));
  const isClean = await showRun(run, folder, show);
  const isGood = (!snowflake || (await loadSnowflake(run, folder, show))) && isClean;
  showPaths(pathFrom(calledFrom, folder.path), run.dataSet !== undefined, show);
  return isGood;
}

async function clean(
  input: string | undefined,
  paths: readonly string[],
  folder: OutputFolder,
  show: Terminal,
): Promise<Run> {
  const { bold } = show.colors;
  show.print(bold("Terraform JSON, and the function that it ships"));
  await synthesize(folder.terraform);
  const deployment = await readDeployment(folder.terraform);
  const { rawPrefix, cleanBucket, cleanPrefix } = deployment.environment;
  show.print(`  ${deployment.stack}: ${deployment.functionName}, ${(deployment.bundle.length / 1024).toFixed(0)} KB`);

  const dataSet = input === undefined ? await writeDataSet(folder.raw, deployment.environment, MASKS) : undefined;
  const objects = dataSet?.objects ?? toRawObjects(input ?? "", paths, rawPrefix);
  show.print(bold(`\nThe cleaner: ${objects.length} RAW objects`));
  show.print(`  to s3://${cleanBucket}/${cleanPrefix}`);
  const progress = show.progress(objects.length);
  try {
    const result = await cleanAll(objects, deployment, folder, ({ key }) => progress.step(key));
    return { deployment, result, dataSet };
  } finally {
    progress.end();
  }
}

/** @returns whether every object was cleaned and every count is as it should be */
async function showRun({ deployment, result, dataSet }: Run, folder: OutputFolder, show: Terminal): Promise<boolean> {
  const collections = summarize(result, deployment.environment.rawPrefix, MASKS);
  showCollections(collections, result, LISTED, show);
  for (const [name, why] of dataSet?.leftOut ?? [])
    show.print(show.colors.yellow(`  no demo data for ${name}: ${why}`));
  if (collections.length === 0 && result.skipped.every(({ reason }) => reason.startsWith("unlisted-"))) {
    showNothingListed(dataSet && [...dataSet.liveDocuments.keys()], LISTED, show);
    return true;
  }
  if (dataSet?.sample) await showSample(dataSet.sample, result.cleaned, folder.clean, show);
  const asExpected = await showCurrentRows(collections, folder.clean, MASKS, dataSet?.liveDocuments, show);
  return asExpected && result.failed.length === 0;
}

/** @returns whether the current rows are as many as the documents */
async function loadSnowflake(
  { deployment, dataSet }: Run,
  { clean: folder }: OutputFolder,
  show: Terminal,
): Promise<boolean> {
  const place = placeOf(deployment.stack, ENVIRONMENTS);
  const { showSnowflake } = await import("./snowflake/show.ts");
  return showSnowflake(folder, targetOf(ENVIRONMENTS, SOURCES, place?.environment ?? ""), dataSet?.liveDocuments, show);
}

function showPaths(path: string, hasRaw: boolean, show: Terminal): void {
  const inside = [...(hasRaw ? ["raw/"] : []), "clean/", "terraform/stacks/<stack>/cdk.tf.json", "lambda.log"];
  show.print(show.colors.bold(`\nAll of it is in ${path}`));
  show.print(`  ${inside.join(", ")}`);
  show.print("Next: list one more field in contracts/, and run this again.");
}
