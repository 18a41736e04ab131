import { GetParameterCommand, ParameterNotFound, SSMClient } from "@aws-sdk/client-ssm";
import { UserError } from "../../command/user-error.ts";
import { NO_WATERMARK, watermarkName } from "../../functions/producer/environment.ts";
import { partsOf } from "../../functions/producer/watermarks.ts";
import { watermarkPrefix } from "../../stacks/mysql-to-snowflake/names.ts";
import type { StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import type { Session } from "../session.ts";
import type { StreamStack } from "../stacks.ts";

/** Up to when a table has been read; null before its first run. @throws UserError if the parameter is not there, or has no time */
export async function readWatermark(
  session: Session,
  { id, environment }: StreamStack,
  { database, table }: StreamedTable,
): Promise<Date | null> {
  const Name = watermarkName({ watermarkPrefix: watermarkPrefix(environment, database) }, table);
  const text = await read(session, environment.region, Name);
  if (text === undefined) throw new UserError(`There is no parameter ${Name}: deploy ${id} first.`, 1);
  const { time } = partsOf(text);
  if (time === NO_WATERMARK) return null;
  // Its microseconds do not matter here.
  const at = new Date(`${time.slice(0, 23).replace(" ", "T")}Z`);
  if (Number.isNaN(at.getTime())) throw new UserError(`${Name} has no time.`, 1);
  return at;
}

async function read(session: Session, region: string, Name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await session.aws(SSMClient, region).send(new GetParameterCommand({ Name }));
    return Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
