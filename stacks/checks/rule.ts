import type { Problem } from "../../contracts/problem.ts";

/** A list with one problem, or an empty list if the rule holds. */
export function rule(holds: boolean, where: string, problem: string, remedy: string): Problem[] {
  return holds ? [] : [{ where, problem, remedy }];
}

/** The value is a whole number within a range. */
export function between(where: string, value: number, least: number, most: number): Problem[] {
  return rule(
    Number.isInteger(value) && value >= least && value <= most,
    where,
    `${value} is out of range`,
    `use a whole number from ${least} to ${most}`,
  );
}

/** There is a reason: `text` replaces a setting that is usually wanted. */
export function reason(where: string, text: string): Problem[] {
  return rule(text.trim() !== "", where, "there is no reason", "say in a sentence why not");
}
