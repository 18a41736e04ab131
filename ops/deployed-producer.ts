import { UserError } from "../command/user-error.ts";
import { type CheckReport, isCheckReport } from "../functions/producer/check/check-report.ts";
import { producerName } from "../stacks/mysql-to-snowflake/names.ts";
import { askFunction } from "./ask-function.ts";
import type { Session } from "./session.ts";
import type { StreamStack } from "./stacks.ts";

/**
 * Lets the deployed producer of a database compare it with the contract that it was deployed with. It is in a network from which the database
 * can be reached.
 * @throws UserError if it fails
 */
export async function deployedSourceCheck(
  session: Session,
  { id, environment }: StreamStack,
  database: string,
): Promise<CheckReport> {
  const FunctionName = producerName(environment, database);
  const answer = await askFunction(session, environment.region, FunctionName, { check: true });
  if (isCheckReport(answer)) return answer;
  throw new UserError(`${FunctionName} of ${id} failed when asked about ${database}: see its log.`, 1);
}
