import type { Problem } from "../../contracts/problem.ts";

/** The problem as a list of one, or an empty list where the rule holds: checks are lists of these. */
export function rule(holds: boolean, where: string, problem: string, remedy: string): Problem[] {
  return holds ? [] : [{ where, problem, remedy }];
}

/** A whole number within a range. */
export function between(where: string, value: number, least: number, most: number): Problem[] {
  return rule(
    Number.isInteger(value) && value >= least && value <= most,
    where,
    `${value} is out of range`,
    `use a whole number from ${least} to ${most}`,
  );
}

/** A reason that stands in place of something that is wanted. */
export function reason(where: string, text: string): Problem[] {
  return rule(text.trim() !== "", where, "no reason", "say in a sentence why not");
}
