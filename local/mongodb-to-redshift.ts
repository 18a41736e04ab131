import { resolve } from "node:path";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import { runDocuments } from "./documents/pipeline.ts";
import type { DefineCommand } from "./local-pipeline.ts";
import { DEFAULT_OUTPUT } from "./output-folder.ts";
import { MONGODB, REDSHIFT } from "./setup/checks.ts";
import { thisMachine } from "./setup/machine.ts";
import { missing } from "./setup/need.ts";

interface Options {
  readonly output?: string;
  readonly mongodb?: string;
}

export const mongodbToRedshift: DefineCommand = (command, { calledFrom, out }) =>
  command
    .description(
      "Run mongodb-to-redshift on this machine: MongoDB with documents that change, the two containers as they are shipped, PostgreSQL in the place of Redshift.",
    )
    .option(
      "--mongodb <url>",
      "a replica set of your own: mongodb://user:password@host/?tls=true; the demo makes a database and drops it",
    )
    .option("--output <folder>", "where the files go (default: pipeline-out)")
    .addHelpText("after", exitCodes("all well", "a step failed, or rows differ from their documents"))
    .action(async ({ output: named, mongodb: own }: Options) => {
      const output = named === undefined ? DEFAULT_OUTPUT : resolve(calledFrom, named);
      const needs = own === undefined ? [...MONGODB, ...REDSHIFT] : REDSHIFT;
      const absent = (await missing(needs, thisMachine())).map(({ name }) => name);
      if (absent.length > 0)
        throw new UserError(
          `It needs ${absent.join(" and ")}. To install: npm run setup -- mongodb-to-redshift --yes. A MongoDB of your own: --mongodb <url>.`,
        );
      if (!(await runDocuments({ sources: SOURCES, output, calledFrom, own }, out))) throw new Exit(EXIT.failed);
    });
