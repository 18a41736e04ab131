import { S3Client } from "@aws-sdk/client-s3";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { readSchema } from "../../functions/process/state.ts";
import { acceptDrift } from "../../ops/drift/accept-drift.ts";
import { inspectCollection } from "../../ops/drift/inspect-collection.ts";
import { showCollection } from "../../ops/drift/show-collection.ts";
import { type Collection, collectionOf } from "../../warehouse/redshift/collection.ts";
import type { Demo } from "./demo.ts";
import { LAKE } from "./jobs.ts";
import { type CollectionRun, failures, runAll, showRuns } from "./rounds.ts";
import { showComparison } from "./show-comparison.ts";
import { change, drift, fill } from "./source.ts";

/** @returns whether all ended as it should */
export async function runRounds(demo: Demo, show: Terminal): Promise<boolean> {
  const { collections, source, s3, database } = demo;
  const { bold } = show.colors;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new S3Client({ endpoint: s3.endpoint, region: "us-west-2", credentials, forcePathStyle: true });
  const lake: DocumentLake = { s3: client, ...LAKE };
  await fill(source.db, collections);
  for (const { name } of collections.filter(({ contract }) => contract === undefined))
    show.print(`  ${database}.${name} is in no contract: nothing of it is read`);

  show.print(bold("\nRun 1, the first load: extract and process of each collection"));
  const first = await round(1, demo, show);
  await showTables(demo, lake, show);

  const drifting = collections.find((each) => each.drifting !== undefined);
  await change(source.db, collections, 0);
  if (drifting !== undefined) {
    const documents = await drift(source.db, drifting);
    show.print(
      bold(`\nRun 2, changes; ${documents} documents of ${drifting.name} now have a number in ${drifting.drifting}`),
    );
  } else show.print(bold("\nRun 2, changes; no contract lists a text without a type, so no drift is shown"));
  const second = await round(2, demo, show);

  await change(source.db, collections, 1);
  show.print(bold("\nRun 3, more changes: what is stopped is still extracted"));
  const third = await round(3, demo, show);

  let isStopped = true;
  if (drifting !== undefined) isStopped = await decide(drifting.name, demo, lake, show);
  show.print(bold("\nRun 4: what waits is loaded, in order"));
  const fourth = await round(4, demo, show);
  client.destroy();

  await demo.faults.beforeComparing?.(demo.redshift);
  const isEqual = await showComparison(demo, show);
  const stopped = drifting === undefined ? [] : [drifting.name];
  const asMeant = [first, second, third, fourth].every((runs, at) =>
    isAsMeant(runs, at === 1 || at === 2 ? stopped : [], show),
  );
  return asMeant && isStopped && isEqual;
}

async function round(number: number, { jobs, collections, faults, s3 }: Demo, show: Terminal) {
  const names = collections.flatMap(({ name, contract }) => (contract === undefined ? [] : name));
  const runs = await runAll(jobs, names, show, (collection) => faults.betweenSteps?.(number, collection, s3));
  showRuns(runs, show);
  return runs;
}

/** Whether the collections that drift stops have failed, by its code, and no other one. */
function isAsMeant(runs: readonly CollectionRun[], stopped: readonly string[], show: Terminal): boolean {
  const failed = failures(runs);
  const others = [...failed].filter(([name, code]) => !(stopped.includes(name) && code === "SCHEMA_DRIFT"));
  for (const [name, code] of others) show.print(show.colors.red(`  ${name} failed: ${code} (docs/errors.md)`));
  const loaded = stopped.filter((name) => !failed.has(name));
  for (const name of loaded) show.print(show.colors.red(`  ${name} was loaded, and drift should have stopped it`));
  return others.length === 0 && loaded.length === 0;
}

function modelOf(name: string, { database, collections }: Demo): Collection {
  const { contract = {} } = collections.find((each) => each.name === name) ?? {};
  return collectionOf(database, name, mongoCollection(contract));
}

async function showTables(demo: Demo, lake: DocumentLake, show: Terminal): Promise<void> {
  show.print(show.colors.bold("\nTables that were made: types of the contract, otherwise of the documents"));
  for (const { name } of demo.collections.filter(({ contract }) => contract !== undefined)) {
    const schema = await readSchema(lake, modelOf(name, demo));
    if (schema === undefined) continue;
    const columns = schema.columns.map(({ column, type }) => `${column} ${type}`);
    show.print(`  landing_${demo.database}.${name}`);
    show.print(wrap(columns.join(", "), 4));
  }
}

/** What `ops drift` shows of a collection, and its `--accept`. */
async function decide(name: string, demo: Demo, lake: DocumentLake, show: Terminal): Promise<boolean> {
  const collection = modelOf(name, demo);
  show.print(show.colors.bold(`\nops drift <stack>, then --collection ${name} --accept`));
  const inspected = await inspectCollection(lake, collection);
  if (inspected.stopped === null) {
    show.print(show.colors.red(`  ${name} is not stopped`));
    return false;
  }
  showCollection(inspected, show);
  await acceptDrift(lake, collection);
  show.print(`  accepted: ${name}`);
  return true;
}
