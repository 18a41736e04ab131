import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";

/** A replay that has ended. */
export interface EndedReplay {
  readonly stack: string;
  readonly name: string;
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
  readonly status: string;
  /** Name of the error. */
  readonly error: string | undefined;
  /** Objects that were cleaned, or skipped because they did not arrive in the given time. */
  readonly through: number;
  readonly failed: number;
  /** Objects that were not processed before the replay ended. */
  readonly left: number;
  /** Where the results are: `s3://bucket/key`. */
  readonly results: string | undefined;
}

export function isGood({ status, failed }: EndedReplay): boolean {
  return status === "SUCCEEDED" && failed === 0;
}

export function endJson({ name, status, error, through, failed, left, results }: EndedReplay): object {
  return { replay: name, status, error: error ?? null, through, failed, left, results: results ?? null };
}

export function showEnd(ended: EndedReplay, out: Terminal): void {
  const { stack, name, status, error, through, failed, left, results } = ended;
  const { green, red, yellow } = out.colors;
  const how = isGood(ended) ? green("all objects are done") : red(WHY[error ?? status] ?? `${status}: ${error}`);
  out.print(`${name}: ${how}. ${count(through, "object")} done, ${failed} failed, ${left} left.`);
  if (failed > 0) out.print(yellow(`Which ones failed, and why: npm run -s ops -- failures ${stack}`));
  if (results !== undefined) out.print(`The result of each object: ${results}`);
}

/** By the name of the error, or by the status if there is no error. */
const WHY: Readonly<Record<string, string>> = {
  "States.ExceedToleratedFailureThreshold":
    "it stopped because too many objects failed: the cause is not in the objects. Remove it, then replay again",
  SUCCEEDED: "some objects failed, all others are done",
  ABORTED: "somebody stopped it",
};
