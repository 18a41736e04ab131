import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PYTHON } from "../../local/snowflake/start-standin.ts";

const PARSE = fileURLToPath(new URL("parse.py", import.meta.url));

/** A statement that sqlfluff can't parse. */
export interface Unparsable {
  readonly file: string;
  /** Its first line. */
  readonly line: number;
  /** Its first 200 characters. */
  readonly statement: string;
}

/** The statements of these files that sqlfluff can't parse, its known false errors left out. */
export function unparsable(
  files: readonly string[],
  dialect: "redshift" | "snowflake" = "snowflake",
): Promise<readonly Unparsable[]> {
  return parse([`--dialect=${dialect}`, ...files]) as Promise<readonly Unparsable[]>;
}

/** Examples of known false errors that are none any more, so that they can leave the list in `parse.py`. */
export function outlivedFalseErrors(): Promise<readonly string[]> {
  return parse(["--false-errors"]) as Promise<readonly string[]>;
}

async function parse(args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(PYTHON, ["-B", PARSE, ...args], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}
