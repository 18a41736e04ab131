import { UserError } from "../../command/user-error.ts";
import { isSame } from "../../warehouse/snowflake/ledger.ts";
import type { Made, SqlFile } from "../../warehouse/snowflake/sql-file.ts";
import { streamAnew } from "../../warehouse/snowflake/star/landing.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Warehouse } from "./connection.ts";
import { exists } from "./exists.ts";
import type { Ledger } from "./ledger.ts";

/**
 * An apply would make a stream that is gone anew without a word, and what it had not handed over would be lost.
 * @throws UserError if there is one
 */
export async function assertStreams(
  warehouse: Warehouse,
  { snowflake }: Target,
  files: readonly SqlFile[],
  { made }: Ledger,
): Promise<void> {
  const gone: Made[] = [];
  for (const stream of streamsIn(files)) {
    const isKnown = made.some((each) => isSame(each, stream));
    if (isKnown && !(await exists(warehouse, "STREAMS", stream.name))) gone.push(stream);
  }
  if (gone.length === 0) return;
  throw new UserError(
    [
      "These streams are gone, and with them what they had not handed over yet:",
      ...gone.map(({ name }) => `  ${name}`),
      "Made anew by these statements, they hand over all rows of their tables once more, which changes nothing that is right. Then apply again.",
      // Of another owner, the tasks could not read it.
      `  USE ROLE ${snowflake.ownerRole};`,
      ...gone.map((stream) => `  ${streamAnew(stream)};`),
    ].join("\n"),
    1,
  );
}

function streamsIn(files: readonly SqlFile[]): Made[] {
  return files.flatMap(({ makes }) => makes).filter(({ kind }) => kind === "stream");
}
