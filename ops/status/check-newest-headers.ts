import { safeText } from "../../command/safe-text.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { checkHeaders } from "../headers/check-headers.ts";
import { type HeaderStatus, whatFailed } from "../headers/header-status.ts";
import type { Session } from "../session.ts";
import type { Checked, StackProblem } from "./check.ts";
import type { CleanerStatus } from "./check-cleaner.ts";
import type { NewestObject } from "./newest-object.ts";

const TOO_OLD: StackProblem = {
  where: "RAW headers",
  problem: "the deployed cleaner is older than this check, so nothing is known of them",
  remedy: "deploy; before, npm run -s ops -- preview <file> checks a RAW file that you have",
};

/** Which of the newest objects in RAW the cleaner of the working tree would refuse for their header. */
export async function checkNewestHeaders(
  session: Session,
  environment: MongodbToSnowflake,
  { checksHeaders }: CleanerStatus,
  newest: ReadonlyMap<string, NewestObject>,
): Promise<Checked<ReadonlyMap<string, HeaderStatus> | null>> {
  if (!checksHeaders) return { found: null, problems: [TOO_OLD] };
  const found = await checkHeaders(session, environment, newest);
  return { found, problems: [...found].flatMap(([collection, status]) => problemOf(collection, status)) };
}

function problemOf(collection: string, { key, refusal }: HeaderStatus): StackProblem[] {
  if (refusal === null) return [];
  const problem = `the newest RAW object would fail with ${whatFailed(refusal)}: ${safeText(key)}`;
  return [{ where: collection, problem, remedy: safeText(refusal.explanation) }];
}
