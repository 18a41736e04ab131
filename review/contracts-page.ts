import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { CSV } from "../stacks/mongodb-to-snowflake/defaults.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import { relationalToSnowflakeIn } from "../stacks/relational-to-snowflake/deployments.ts";
import { sourcesAt } from "./contracts-diff/load-at-ref.ts";
import { commitAt, hasUncommitted } from "./contracts-page/commit.ts";
import { describeCollections } from "./contracts-page/describe.ts";
import { contractsPage } from "./contracts-page/html/page.ts";
import type { Provenance } from "./contracts-page/html/provenance.ts";
import { lakePlaces, landsIn } from "./contracts-page/lands.ts";
import { type Listed, listedIn, namesIn } from "./contracts-page/listed.ts";
import { readRawFolder } from "./contracts-page/raw/read-folder.ts";
import { sourcesOf } from "./contracts-page/sources.ts";

interface Options {
  readonly raw?: string;
  readonly since?: string;
  readonly output: string;
  /** The old name of `output`. */
  readonly out?: string;
}

const shell = thisShell();
const REPOSITORY = join(import.meta.dirname, "..");

const HELP = `
The page shows names of RAW's columns and of keys inside their JSON, never a
value. A name that is not a plain identifier is counted, not shown. The command
reads the last 10 full-load files and the last 10 change files of each
collection, and at most 50,000 rows of each file.`;

const command = new Command("npm run -s contracts:page --")
  .description(
    "Write one HTML file that shows what may leave: every collection and table, its fields, where they land.",
  )
  .option("--since <ref>", "branch, tag or commit, to show what changed since then")
  .option("--raw <folder>", "RAW files, <database>/<collection>/<file>.csv.gz, to show what is dropped")
  .option("--output <file>", "the page", "contracts.html")
  .addOption(new Option("--out <file>").conflicts("output").hideHelp())
  .addHelpText("after", HELP)
  .addHelpText("after", exitCodes("written", "it failed"))
  .action(async ({ raw, since, output, out = output }: Options) => {
    const before = since === undefined ? undefined : await sourcesAt(since, REPOSITORY);
    const nameOf = namesIn(SOURCES, before);
    const listed = listedIn(SOURCES, nameOf);
    const { collections, unlisted } = await readRaw(raw, listed);
    const old = before && listedIn(before, nameOf);
    const views = describeCollections({
      allowList: { ...listed.allowList, ...listed.columns },
      tables: new Map([...(old?.tables ?? []), ...listed.tables]),
      lands: new Map([
        ...landsIn(mongodbToSnowflakeIn(ENVIRONMENTS), SOURCES, nameOf),
        ...lakePlaces(relationalToSnowflakeIn(ENVIRONMENTS), SOURCES, nameOf),
      ]),
      sources: await sourcesOf({ ...listed.allowList, ...contractsIn(listed) }, REPOSITORY),
      before: old && { ...old.allowList, ...old.columns },
      raw: collections,
    });
    const file = resolve(shell.calledFrom, out);
    write(file, contractsPage({ provenance: await provenance(since), collections: views, unlisted }));
    shell.out.print(file);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

/** The tables as their files export them. */
function contractsIn({ tables }: Listed): Readonly<Record<string, object>> {
  return Object.fromEntries([...tables].map(([name, { table }]) => [name, table]));
}

function readRaw(folder: string | undefined, listed: Listed): ReturnType<typeof readRawFolder> {
  if (folder === undefined) return Promise.resolve({ collections: new Map(), unlisted: [] });
  return readRawFolder(resolve(shell.calledFrom, folder), listed, CSV, shell);
}

async function provenance(ref: string | undefined): Promise<Provenance> {
  return {
    madeAt: new Date(),
    commit: await commitAt("HEAD", REPOSITORY),
    isChanged: await hasUncommitted("contracts", REPOSITORY),
    since: ref === undefined ? undefined : { ref, commit: await commitAt(ref, REPOSITORY) },
  };
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UserError(`--output ${file} can't be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
