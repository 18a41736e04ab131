import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ReaderGone, terminal } from "../ops/terminal.ts";
import { UserError } from "../ops/user-error.ts";
import { isWithin } from "./path.ts";
import { runPipeline } from "./pipeline.ts";

const HELP = `npm start                    the whole pipeline on this machine, over a made-up data set
npm start -- --input DIR     the same over RAW objects of your own, which are left where they are:
                             DIR/<database>/<collection>/<file>.csv.gz
            --output DIR     where RAW, CLEAN and the Terraform JSON go; pipeline-out by default
            --help           this text

Exit code: 0 all well, 1 an object failed or a count is off, 2 wrong usage.
`;

/** Where npm was called; npm itself moves to the repository. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();
const DEFAULT_OUTPUT = fileURLToPath(new URL("../pipeline-out", import.meta.url));

/** What a shell reports of a command that SIGPIPE has ended. */
const BROKEN_PIPE = 141;

try {
  process.exitCode = (await start(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.exitCode = explain(error);
}

async function start(args: string[]): Promise<boolean> {
  const { help, input, output } = parse(args);
  const show = terminal(process.stdout, Boolean(process.env.NO_COLOR));
  if (help) {
    show.print(HELP.trimEnd());
    return true;
  }
  if (input !== undefined && isWithin(output, input))
    throw new UserError(
      `--input ${input} lies in the output folder, which is emptied: name another one with --output.`,
    );
  return runPipeline({ input, output, calledFrom: CALLED_FROM }, show);
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: { help: { type: "boolean" }, input: { type: "string" }, output: { type: "string" } },
    });
    return {
      help: values.help ?? false,
      input: values.input === undefined ? undefined : resolve(CALLED_FROM, values.input),
      output: values.output === undefined ? DEFAULT_OUTPUT : resolve(CALLED_FROM, values.output),
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${HELP}`);
  }
}

/** @returns the exit code */
function explain(error: unknown): number {
  if (error instanceof ReaderGone) return BROKEN_PIPE;
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return error.exitCode;
}
