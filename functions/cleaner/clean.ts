import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkMask } from "../../contracts/check.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import type { AllowList, Mask } from "../../contracts/mask.ts";
import { assertNoProblems, ProblemsFound } from "../../contracts/problem.ts";
import { cleanFile, type FileJob } from "./clean-file.ts";
import { CleanerError } from "./cleaner-error.ts";

const USAGE = `Cleans one RAW file.

  npm run -s clean -- --collection NAME --in FILE --out FILE [--mask FILE] [--null-marker TEXT] [--no-op]

  --collection NAME   whose mask to use; with --mask it is only a name
  --in FILE           a CSV file as DMS writes it, gzipped or not
  --out FILE          gzipped NDJSON; nothing is left here when the file fails or has no rows
  --mask FILE         a mask as JSON: {"status": true, "array_nodes": {"data": {"label": true}}, "array_tags": "json"}
  --null-marker TEXT  the text of a null cell (NULL)
  --no-op             leave Op out of the output

The last line on stdout is a summary as JSON.
Exit codes: 0 cleaned, 1 the file failed, 2 the command was not understood.
`;

/** npm runs commands in the repository; paths are meant from where it was called. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();

/** A mistake in how the command was called, not in the file. */
class UsageError extends Error {}

try {
  const job = readJob(process.argv.slice(2));
  if (job === "help") process.stdout.write(USAGE);
  else process.stdout.write(`${JSON.stringify(await cleanFile(job))}\n`);
} catch (error) {
  const { exitCode, message } = explain(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}

function readJob(words: string[]): FileJob | "help" {
  const { values } = readOptions(words);
  if (values.help) return "help";
  const { collection } = values;
  if (!collection || !values.in || !values.out)
    throw new UsageError(`--collection, --in and --out are needed.\n\n${USAGE}`);
  const [from, to] = [resolve(CALLED_FROM, values.in), resolve(CALLED_FROM, values.out)];
  const target = existsSync(to) ? statSync(to) : undefined;
  if (from === to || (target && existsSync(from) && statSync(from).ino === target.ino)) {
    throw new UsageError("--in and --out are the same file.");
  }
  if (target?.isDirectory()) throw new UsageError("--out is a folder.");
  const mask = values.mask === undefined ? listedMask(collection) : readMask(resolve(CALLED_FROM, values.mask));
  return { collection, csvDelimiter: ",", from, to, mask, nullMarker: values["null-marker"], passOp: !values["no-op"] };
}

function readOptions(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        collection: { type: "string" },
        in: { type: "string" },
        out: { type: "string" },
        mask: { type: "string" },
        "null-marker": { type: "string", default: "NULL" },
        "no-op": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function listedMask(collection: string): Mask {
  const allowList: AllowList = EXPECTED_FIELDS_FOR_ANALYTICS;
  const mask = Object.hasOwn(allowList, collection) ? allowList[collection] : undefined;
  if (mask !== undefined) return mask;
  throw new UsageError(
    `COLLECTION_UNLISTED: the allow-list has no ${collection}. Listed: ${Object.keys(allowList).join(", ")}.`,
  );
}

function readMask(file: string): Mask {
  const mask = parseMask(file);
  assertNoProblems(
    checkMask(mask).map((found) => ({ ...found, where: [file, found.where].filter(Boolean).join(": ") })),
  );
  return mask;
}

/** What the parser says of bad JSON is not shown: it quotes the file, which may be a data file given by mistake. */
function parseMask(file: string): Mask {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Mask;
  } catch (error) {
    const why =
      error instanceof SyntaxError ? "is no JSON" : `can't be read (${(error as NodeJS.ErrnoException).code})`;
    throw new UsageError(`MASK_UNREADABLE: ${file} ${why}.`);
  }
}

function explain(error: unknown): { exitCode: number; message: string } {
  if (error instanceof ProblemsFound) return { exitCode: 2, message: `MASK_INVALID: ${error.message}` };
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  const { code, message, cause } = CleanerError.from(error);
  // Here the remedies for S3 would mislead. Of a foreign error only its kind and its path: its message could quote the data.
  return { exitCode: 1, message: isFileError(cause) ? `${code}: ${cause.path}: ${cause.code}` : message };
}

function isFileError(error: unknown): error is { code: string; path: string } {
  return error instanceof Error && "code" in error && "path" in error;
}
