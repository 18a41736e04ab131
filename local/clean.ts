import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { checkMask } from "../contracts/check.ts";
import { SOURCES } from "../contracts/index.ts";
import type { Mask } from "../contracts/mask.ts";
import { maskOf } from "../contracts/mask-of.ts";
import { ProblemsFound } from "../contracts/problem.ts";
import { cleanFile } from "../functions/cleaner/clean-file.ts";
import { CleanerError } from "../functions/cleaner/cleaner-error.ts";
import { listAbsent } from "../ops/preview/meant-columns.ts";
import { findCollection } from "./find-collection.ts";

interface Options {
  readonly collection?: string;
  readonly input?: string;
  readonly output?: string;
  /** The old names of `input` and `output`. */
  readonly in?: string;
  readonly out?: string;
  readonly mask?: string;
  readonly nullMarker: string;
  readonly op: boolean;
}

const shell = thisShell();

const command = new Command("npm run -s clean --")
  .description("Clean one RAW file. The last line on standard output is a summary as JSON.")
  .option("--collection <name>", "whose mask to use, or <database>/<name>; with --mask it is only a name")
  .option("--input <file>", "a CSV file as DMS writes it, gzipped or not")
  .option("--output <file>", "gzipped NDJSON; nothing is left here if the file fails or has no rows")
  .addOption(new Option("--in <file>").conflicts("input").hideHelp())
  .addOption(new Option("--out <file>").conflicts("output").hideHelp())
  .option("--mask <file>", 'a mask as JSON: {"status": true, "array_nodes": {"label": true}, "array_tags": "json"}')
  .option("--null-marker <text>", "the text of a null cell", "NULL")
  .option("--no-op", "leave Op out of the output")
  .addHelpText("after", exitCodes("cleaned", "the file failed"))
  .action(async (options: Options) => {
    const { from, to, ...named } = required(options);
    const { nullMarker, op } = options;
    const { collection, mask } =
      options.mask === undefined ? listed(named.collection) : { ...named, mask: readMask(path(options.mask)) };
    const job = { collection, csvDelimiter: ",", from, to, mask, nullMarker, passOp: op };
    const summary = await cleanFile(job);
    const lacking = summary.absent.length > 0 && summary.rowsIn > 0;
    if (lacking) shell.err.print(`Listed, and not in the file: ${listAbsent(summary.absent, summary.dropped)}`);
    shell.out.print(JSON.stringify(summary));
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell, { explain: explainCleanerError });

/** @throws UserError if one is missing, or if the output would replace the input. */
function required({ collection, input, output, in: from = input, out: to = output }: Options) {
  if (!collection || !from || !to)
    throw new UserError("--collection, --input and --output are needed. --help shows all options.");
  const target = existsSync(path(to)) ? statSync(path(to)) : undefined;
  if (path(from) === path(to) || (target && existsSync(path(from)) && statSync(path(from)).ino === target.ino)) {
    throw new UserError("--input and --output are the same file.");
  }
  if (target?.isDirectory()) throw new UserError("--output is a folder. Name a file in it.");
  return { collection, from: path(from), to: path(to) };
}

function path(name: string): string {
  return resolve(shell.calledFrom, name);
}

function listed(name: string): { readonly collection: string; readonly mask: Mask } {
  const { collection, contract } = findCollection(name, SOURCES);
  return { collection, mask: maskOf(contract) };
}

function readMask(file: string): Mask {
  const mask = parseMask(file);
  const problems = checkMask(mask).map((found) => ({
    ...found,
    where: [file, found.where].filter(Boolean).join(": "),
  }));
  if (problems.length > 0) throw new UserError(`MASK_INVALID: ${new ProblemsFound(problems).message}`);
  return mask;
}

/** The parser's own message is not shown: it quotes the file, which may be a data file given by mistake. */
function parseMask(file: string): Mask {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Mask;
  } catch (error) {
    const why =
      error instanceof SyntaxError ? "is not JSON" : `can't be read (${(error as NodeJS.ErrnoException).code})`;
    throw new UserError(`MASK_UNREADABLE: ${file} ${why}.`);
  }
}

/**
 * An error of the file system is shown by its path and code: the remedies of CleanerError are about S3, and the foreign message could
 * quote the data.
 */
function explainCleanerError(error: unknown): UserError {
  const { code, message, cause } = CleanerError.from(error);
  return new UserError(isFileError(cause) ? `${code}: ${cause.path}: ${cause.code}` : message, 1);
}

function isFileError(error: unknown): error is { code: string; path: string } {
  return error instanceof Error && "code" in error && "path" in error;
}
