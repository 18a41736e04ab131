import { UserError } from "../command/user-error.ts";
import { type CleanerDescription, DESCRIBE } from "../functions/cleaner/description.ts";
import type { HeaderQuestion, HeaderReport } from "../functions/cleaner/header/header-report.ts";
import { rawBucketName } from "../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName, stackName } from "../stacks/names.ts";
import { askFunction } from "./ask-function.ts";
import type { Session } from "./session.ts";

/** Asks a stack's cleaner what it would do. @throws UserError where it gives no answer: it is older than the question. */
export async function deployedCleaner(session: Session, environment: MongodbToSnowflake): Promise<CleanerDescription> {
  const answer = await ask(session, environment, DESCRIBE);
  if (isDescription(answer)) return answer;
  throw new UserError(
    `The cleaner of ${stackName(environment)} does not say under which masks it cleans: deploy the stack.`,
    1,
  );
}

/**
 * Asks a stack's cleaner what the header of an object is like. Only one whose description has `checksHeaders` may be asked: an older
 * one counts the question as a failed object.
 * @returns null for an object that it would skip
 * @throws UserError if it fails
 */
export async function deployedHeaderReport(
  session: Session,
  environment: MongodbToSnowflake,
  key: string,
): Promise<HeaderReport | null> {
  const question: HeaderQuestion = { clearwell: "check-header", bucket: rawBucketName(environment), key };
  const answer = await ask(session, environment, question);
  if (answer === null || isReport(answer)) return answer;
  throw new UserError(`The cleaner of ${stackName(environment)} failed when asked about a header: see its log.`, 1);
}

function ask(session: Session, environment: MongodbToSnowflake, question: object): Promise<unknown> {
  return askFunction(session, environment.region, resourceName(environment, "cleaner"), question);
}

/** What an error or an older function answers is none. */
function isDescription(answer: unknown): answer is CleanerDescription {
  return typeof answer === "object" && answer !== null && "masks" in answer && "environment" in answer;
}

function isReport(answer: unknown): answer is HeaderReport {
  return typeof answer === "object" && answer !== null && "names" in answer && "refusal" in answer;
}
