import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT, Exit } from "../command/exit-code.ts";
import { runTask } from "../command/run.ts";
import { type Shell, thisShell } from "../command/shell.ts";
import type { Terminal } from "../command/terminal.ts";
import { benchDataSet, type DataSetPlan, plainOutput } from "./bench-data-set.ts";
import { buildPeers } from "./build-peers.ts";
import { DATA_SETS } from "./data-sets/index.ts";
import { GZIP_LEVEL_COUNT, measureGzipLevels } from "./gzip-levels.ts";
import { measureHandlerStart } from "./handler-start.ts";
import { findInstalled } from "./installed-peers.ts";
import { describeCommit, describeMachine } from "./machine.ts";
import { isFull, type Options, readOptions, usage } from "./options.ts";
import { FLOOR, GZIP_LEVEL, OTHERS, OURS, REFERENCE } from "./peers.ts";
import { toMarkdown } from "./report/markdown.ts";
import { toSvg } from "./report/svg.ts";
import type { DataSetResult, Results } from "./results.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DATA = join(HERE, "data");
/** How many times as large the data set of `--large` is. */
const LARGE_FACTOR = 10;

const INSTALL_WHEELS =
  "To install: python3 -m venv .venv-bench && .venv-bench/bin/pip install --require-hashes -r bench/requirements.txt";

const shell = thisShell();

process.exitCode = await runTask(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") shell.out.print(usage());
  else await bench(options, shell);
}, shell);

async function bench(options: Options, { out, err }: Shell): Promise<void> {
  const results = await measure(options, err);
  const folder = isFull(options) ? HERE : DATA;
  const markdown = toMarkdown(results);
  await writeFile(join(folder, "RESULTS.md"), markdown);
  await writeFile(join(folder, "results.svg"), toSvg(results));
  out.print(options.json ? JSON.stringify(results, undefined, 2) : markdown.trimEnd());
  err.print(`Written: ${join(folder, "RESULTS.md")} and results.svg beside it.`);
  // Another peer may give another output. If our own reference does, the cleaner has a defect.
  if (results.dataSets.some(({ notTimed }) => notTimed.some(({ name }) => name === REFERENCE))) {
    throw new Exit(EXIT.failed);
  }
}

async function measure({ megabytes, runs, only, peers, large }: Options, terminal: Terminal): Promise<Results> {
  const bin = join(DATA, "bin");
  await mkdir(bin, { recursive: true });
  await buildPeers([OURS, ...OTHERS, FLOOR], bin);
  const { installed, missing } = await findInstalled(OTHERS.filter(({ name }) => isChosen(name, peers)));
  for (const { title } of missing) terminal.print(`${title} is not installed and left out.`);
  if (missing.some(({ wheel }) => wheel !== undefined)) terminal.print(INSTALL_WHEELS);
  const notInstalled = missing.map(({ name, title }) => ({ name, title, reason: "not installed" }));
  const chosen = DATA_SETS.filter(({ name }) => isChosen(name, only));
  const first = chosen[0] ?? DATA_SETS[0];
  const plan = (dataSet: DataSetPlan["dataSet"], size: number): DataSetPlan => {
    return { dataSet, megabytes: size, peers: installed, rounds: runs, bin, folder: folderOf(dataSet.name, size) };
  };

  const dataSets: DataSetResult[] = [];
  for (const dataSet of chosen) {
    const result = await benchDataSet(plan(dataSet, megabytes), terminal);
    dataSets.push({ ...result, notTimed: [...result.notTimed, ...notInstalled] });
  }
  const largePlan = { ...plan(first, megabytes * LARGE_FACTOR), peers: [] };
  return {
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
    commit: await describeCommit(),
    gzipLevel: GZIP_LEVEL,
    dataSets,
    large: large ? await benchDataSet(largePlan, terminal) : undefined,
    gzipLevels: await gzipLevels(folderOf(first.name, megabytes), runs, terminal),
    handler: await measureHandlerStart(),
  };
}

async function gzipLevels(folder: string, runs: number, terminal: Terminal) {
  terminal.print("levels of gzip");
  const progress = terminal.progress(runs * GZIP_LEVEL_COUNT);
  const levels = await measureGzipLevels(plainOutput(folder), join(folder, "out", "level.json.gz"), runs, (level) =>
    progress.step(`level ${level}`),
  );
  progress.end();
  return levels;
}

function folderOf(name: string, megabytes: number): string {
  return join(DATA, `${name}-${megabytes}-mb`);
}

function isChosen(name: string, chosen: readonly string[]): boolean {
  return chosen.length === 0 || chosen.includes(name);
}
