import type { Terminal } from "../command/terminal.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import type { AllowList } from "../contracts/mask.ts";
import { cleanAll } from "./clean-all.ts";
import { type DataSet, writeDataSet } from "./demo/data-set.ts";
import { type Deployment, readDeployment } from "./deployment.ts";
import { listInputFolder, toRawObjects } from "./input-folder.ts";
import { type OutputFolder, prepareOutputFolder } from "./output-folder.ts";
import { pathFrom } from "./path.ts";
import { showCollections } from "./show/collections.ts";
import { showCurrentRows } from "./show/current-rows.ts";
import { showSample } from "./show/sample.ts";
import { summarize } from "./summary.ts";
import { synthesize } from "./synthesize.ts";

export interface PipelineRequest {
  /** A folder of RAW objects; undefined for the made-up data set. */
  readonly input: string | undefined;
  readonly output: string;
  /** The folder in which whoever reads the paths that are shown stands. */
  readonly calledFrom: string;
}

const ALLOW_LIST: AllowList = EXPECTED_FIELDS_FOR_ANALYTICS;

/**
 * The pipeline from end to end: what Terraform would deploy, RAW objects, the cleaner over each, a query over CLEAN.
 * @returns whether every object was cleaned and every count is as it should be
 */
export async function runPipeline({ input, output, calledFrom }: PipelineRequest, show: Terminal): Promise<boolean> {
  const { bold } = show.colors;
  // Asked first: a mistake in it should cost neither time nor the result of the run before.
  const paths = input === undefined ? [] : await listInputFolder(input);
  const folder = await prepareOutputFolder(output);

  show.print(bold("Terraform JSON, and the function that it ships"));
  await synthesize(folder.terraform);
  const deployment = await readDeployment(folder.terraform);
  const { rawPrefix, cleanBucket, cleanPrefix } = deployment.environment;
  show.print(`  ${deployment.stack}: ${deployment.functionName}, ${(deployment.bundle.length / 1024).toFixed(0)} KB`);

  const dataSet = input === undefined ? await makeDataSet(folder, deployment) : undefined;
  const objects = dataSet?.objects ?? toRawObjects(input ?? "", paths, rawPrefix);
  show.print(bold(`\nThe cleaner: ${objects.length} RAW objects to s3://${cleanBucket}/${cleanPrefix}`));
  const progress = show.progress(objects.length);
  const result = await cleanAll(objects, deployment, folder, ({ key }) => progress.step(key));
  progress.end();

  const collections = summarize(result.cleaned, rawPrefix, ALLOW_LIST);
  showCollections(collections, result, show);
  if (dataSet) showLeftOut(dataSet, show);
  if (dataSet?.sample) await showSample(dataSet.sample, result.cleaned, folder.clean, show);
  const asExpected = await showCurrentRows(collections, folder.clean, ALLOW_LIST, dataSet?.liveDocuments, show);
  showWhereabouts(pathFrom(calledFrom, folder.path), input === undefined, show);
  return asExpected && result.failed.length === 0;
}

function makeDataSet(folder: OutputFolder, { environment }: Deployment) {
  return writeDataSet(folder.raw, environment, ALLOW_LIST);
}

function showLeftOut({ leftOut }: DataSet, show: Terminal): void {
  for (const [name, why] of leftOut) show.print(show.colors.yellow(`  no demo data for ${name}: ${why}`));
}

function showWhereabouts(path: string, hasRaw: boolean, show: Terminal): void {
  const inside = [...(hasRaw ? ["raw/"] : []), "clean/", "terraform/stacks/<stack>/cdk.tf.json", "lambda.log"];
  show.print(`\n${show.colors.bold(`All of it is in ${path}:`)} ${inside.join(", ")}`);
  show.print("Next: list one more field in contracts/, run this again, and see it in the CLEAN row.");
}
