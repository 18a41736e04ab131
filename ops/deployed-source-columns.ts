import { ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { UserError } from "../command/user-error.ts";
import { isSourceReport, type SourceReport } from "../functions/source-columns/report.ts";
import { sourceColumnsName } from "../stacks/relational-to-snowflake/names.ts";
import { askFunction } from "./ask-function.ts";
import type { Session } from "./session.ts";
import type { RelationalStack } from "./stacks.ts";

/**
 * Lets the deployed function compare the sources with the contracts that it was deployed with. It is in a network from which they can be
 * reached.
 * @returns undefined if it does not exist: the stack was deployed before it had one
 * @throws UserError if it fails
 */
export async function deployedSourceReport(
  session: Session,
  { id, environment }: RelationalStack,
): Promise<SourceReport | undefined> {
  const FunctionName = sourceColumnsName(environment);
  const answer = await askFunction(session, environment.region, FunctionName, {}).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  if (answer === undefined || isSourceReport(answer)) return answer;
  throw new UserError(`${FunctionName} of ${id} failed when asked about the sources: see its log.`, 1);
}
