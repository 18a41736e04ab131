import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { withProgress } from "../../command/with-progress.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { CLEANER, CSV, RAW } from "../../stacks/mongodb-to-snowflake/defaults.ts";
import { findCleaned } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findContract } from "./find-contract.ts";
import { type FilePreview, type PreviewJob, previewFile } from "./preview-file.ts";
import { toResult } from "./preview-result.ts";
import { previewStack } from "./preview-stack.ts";

interface Options {
  readonly collection?: string;
  readonly stack?: string;
  readonly showValues?: true;
  readonly json?: boolean;
}

const HELP = `
Of a file on this machine nothing is written, and AWS is not asked. The row
before shows the values of columns that pass whole, and of all others only what
they look like; --show-values shows the whole row, and names of columns that
may be personal: for your eyes only.

Without a file, --stack asks the deployed cleaner what the header of each
collection's newest object in RAW is like, and shows what the masks of this
working tree make of it: before a deploy, which files would fail.`;

/** Progress is shown in steps of this many bytes; a smaller file takes a second at most. */
const STEP_BYTES = 16 * 1024 * 1024;

export function addPreview(ops: Command, session: Session, report: Report): void {
  ops
    .command("preview")
    .description("show what a RAW file would give: kept, dropped, absent, one row before and after")
    .argument("[file]", "a CSV file as DMS writes it, gzipped or not; without it, the headers in RAW of --stack")
    .option(
      "--collection <name>",
      `whose mask to use; told by the path where it has ${RAW.rawFolder}/<database>/<collection>/`,
    )
    .option(
      "--stack <stack>",
      "whose null marker, delimiter and Op setting to use, in place of the defaults; or whose RAW",
    )
    .option("--show-values", "show the whole row before, personal data and all")
    .addHelpText("after", HELP)
    .action(async (file: string | undefined, options: Options) =>
      report(await (file === undefined ? previewRaw(session, options) : preview(session, file, options)), options),
    );
}

function previewRaw(session: Session, { stack, collection, showValues }: Options): Promise<Result> {
  if (stack === undefined)
    throw new UserError("Give a RAW file on this machine, or --stack to check the headers in its RAW.");
  if (showValues) throw new UserError("--show-values is for a file on this machine: nobody may read the rows in RAW.");
  return previewStack(session, stack, collection);
}

async function preview(session: Session, name: string, options: Options): Promise<Result> {
  const file = resolve(session.calledFrom, name);
  const size = await sizeOf(file);
  const collection = options.collection ?? collectionIn(file);
  if (collection === undefined) {
    throw new UserError(`The path of ${name} does not tell its collection: say --collection NAME.`);
  }
  const { found, listed, name: shown } = findContract(session.sources, collection);
  const job = { file, mask: maskOf(found?.contract ?? {}), ...dialect(session, options.stack) };
  const preview = await watch(session, job, size);
  const showValues = options.showValues ?? false;
  return toResult(preview, {
    ...job,
    name,
    collection: shown,
    isListed: found !== undefined,
    listed: listed.map((each) => each.collection),
    showValues,
  });
}

function dialect(session: Session, stack: string | undefined): Omit<PreviewJob, "file" | "mask"> {
  if (stack === undefined) return { ...CSV, passOp: CLEANER.passOp };
  const { csvDelimiter, nullMarker, cleaner } = findCleaned(session, stack, "preview");
  return { csvDelimiter, nullMarker, passOp: cleaner.passOp };
}

function watch(session: Session, job: PreviewJob, size: number): Promise<FilePreview> {
  let bytes = 0;
  return withProgress(session, Math.floor(size / STEP_BYTES), (step) =>
    previewFile(job, (count) => {
      const before = bytes;
      bytes += count;
      if (Math.floor(bytes / STEP_BYTES) > Math.floor(before / STEP_BYTES))
        step(`${(bytes / 1024 / 1024).toFixed(0)} MB`);
    }),
  );
}

/** @throws UserError if there is no such file */
async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${file} can't be read (${error.code}). Give the path of a file.`);
  });
  if (!found.isFile()) throw new UserError(`${file} is no file. Give one RAW file.`);
  return found.size;
}

/** `<database>/<collection>` of `…/mongodb-data/<database>/<collection>/…file`. */
function collectionIn(path: string): string | undefined {
  const parts = path.split(/[\\/]/);
  const [database, collection, file] = parts.slice(parts.lastIndexOf(RAW.rawFolder) + 1);
  return parts.includes(RAW.rawFolder) && file !== undefined ? `${database}/${collection}` : undefined;
}
