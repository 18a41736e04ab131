import { UserError } from "../../command/user-error.ts";
import { PRODUCER_ERRORS } from "../../functions/producer/producer-error.ts";
import type { ProducerEvent } from "../../functions/producer/producer-event.ts";
import { producerName } from "../../stacks/mysql-to-snowflake/names.ts";
import { askFunction } from "../ask-function.ts";
import type { Session } from "../session.ts";
import type { OpenTable } from "./open-table.ts";

/**
 * Calls the producer of a table.
 * @param member one that every answer of this kind has, and no error
 * @throws UserError if it fails
 */
export async function askProducer<Answer>(
  session: Session,
  { stack: { environment, id }, table: { database } }: OpenTable,
  event: ProducerEvent,
  member: keyof Answer,
): Promise<Answer> {
  const FunctionName = producerName(environment, database);
  const answer = await askFunction(session, environment.region, FunctionName, event);
  if (typeof answer === "object" && answer !== null && member in answer) return answer as Answer;
  throw new UserError(`${FunctionName} of ${id} failed: ${reason(answer)}`, 1);
}

/** From the table of errors, never the message of whatever answered. */
function reason(answer: unknown): string {
  const { errorMessage } = (answer ?? {}) as { errorMessage?: unknown };
  const code = typeof errorMessage === "string" ? errorMessage.split(":")[0] : undefined;
  const [, remedy] = Object.entries(PRODUCER_ERRORS).find(([each]) => each === code) ?? [];
  return remedy === undefined ? "see its log. What was sent stays sent, and may be sent again." : `${code}. ${remedy}`;
}
