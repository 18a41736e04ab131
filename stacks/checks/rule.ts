import type { Problem } from "../../contracts/problem.ts";

/** The problem as a list of one, or an empty list where the rule holds: checks are lists of these. */
export function rule(holds: boolean, where: string, problem: string, remedy: string): Problem[] {
  return holds ? [] : [{ where, problem, remedy }];
}
