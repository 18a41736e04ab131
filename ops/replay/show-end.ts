import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";

/** A replay that has ended. */
export interface EndedReplay {
  readonly stack: string;
  readonly name: string;
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
  readonly status: string;
  /** By its name. */
  readonly error: string | undefined;
  /** Objects that were cleaned, or whose time was outside of what was asked for. */
  readonly through: number;
  readonly failed: number;
  /** Objects that the end came before. */
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
  const how = isGood(ended) ? green("all objects are through") : red(WHY[error ?? status] ?? `it ${status}: ${error}`);
  out.print(`${name}: ${how}. ${count(through, "object")} through, ${failed} failed, ${left} left.`);
  if (failed > 0) out.print(yellow(`Which ones failed, and why: npm run -s ops -- failures ${stack}`));
  if (results !== undefined) out.print(`What became of each: ${results}`);
}

/** By the name of the error or, without one, by the status. */
const WHY: Readonly<Record<string, string>> = {
  "States.ExceedToleratedFailureThreshold":
    "it stopped, for too many objects failed: the cause is not in the objects. Remove it, then replay again",
  SUCCEEDED: "some objects failed, all others are through",
  ABORTED: "somebody stopped it",
};
