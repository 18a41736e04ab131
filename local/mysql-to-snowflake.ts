import { resolve } from "node:path";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { UserError } from "../command/user-error.ts";
import { SOURCES } from "../contracts/index.ts";
import type { DefineCommand } from "./local-pipeline.ts";
import { runMysql } from "./mysql/pipeline.ts";
import { DEFAULT_OUTPUT } from "./output-folder.ts";
import { CHECKS, MYSQL } from "./setup/checks.ts";
import { thisMachine } from "./setup/machine.ts";
import { missing } from "./setup/need.ts";

interface Options {
  readonly output?: string;
  readonly mysql?: string;
  readonly mysqlCa?: string;
}

export const mysqlToSnowflake: DefineCommand = (command, { calledFrom, out }) =>
  command
    .description(
      "Run mysql-to-snowflake on this machine: MariaDB with rows that change, the producer and the transformer as they are shipped, the star in a stand-in for Snowflake.",
    )
    .option(
      "--mysql <url>",
      "a server of your own, by TLS: mysql://administrator:password@host:3306; the demo makes a database and drops it",
    )
    .option("--mysql-ca <file>", "the CA that has signed its certificate, in PEM")
    .option("--output <folder>", "where the files go (default: pipeline-out)")
    .addHelpText("after", exitCodes("all well", "rows differ from the source's"))
    .action(async ({ output: named, mysql: url, mysqlCa }: Options) => {
      const output = named === undefined ? DEFAULT_OUTPUT : resolve(calledFrom, named);
      const machine = thisMachine();
      const names = async (needs: Parameters<typeof missing>[0]) =>
        (await missing(needs, machine)).map(({ name }) => name);
      const absent = url === undefined ? await names(MYSQL) : [];
      if (absent.length > 0)
        throw new UserError(
          `It needs ${absent.join(" and ")}. To install: npm run setup -- mysql-to-snowflake --yes. Or name a server of your own: --mysql <url>.`,
        );
      const own =
        url === undefined
          ? {}
          : { own: { url, ...(mysqlCa === undefined ? {} : { ca: resolve(calledFrom, mysqlCa) }) } };
      const lacking = await names(CHECKS.snowflake);
      if (!(await runMysql({ sources: SOURCES, output, calledFrom, lacking, ...own }, out)))
        throw new Exit(EXIT.failed);
    });
