import { UserError } from "../command/user-error.ts";
import type { LakeQuestion, LakeReport } from "../functions/lake-columns/report.ts";
import { lakeColumnsName } from "../stacks/relational-to-snowflake/names.ts";
import { askFunction } from "./ask-function.ts";
import type { Session } from "./session.ts";
import type { RelationalStack } from "./stacks.ts";

/**
 * Asks the deployed function about the columns of the newest files in the lake, which nobody else may read.
 * @throws UserError if it fails
 */
export async function deployedLakeReport(session: Session, { id, environment }: RelationalStack): Promise<LakeReport> {
  const question: LakeQuestion = { clearwell: "check-lake" };
  const FunctionName = lakeColumnsName(environment);
  const answer = await askFunction(session, environment.region, FunctionName, question);
  if (isReport(answer)) return answer;
  throw new UserError(`${FunctionName} of ${id} failed when asked about the lake: see its log.`, 1);
}

function isReport(answer: unknown): answer is LakeReport {
  return typeof answer === "object" && answer !== null && "findings" in answer && "files" in answer;
}
