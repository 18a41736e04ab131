import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { between, rule } from "./rule.ts";

/** An amount, and somebody to tell. @param where the setting is */
export function checkBudget(where: string, { alarms, budget }: Pick<Environment, "alarms" | "budget">): Problem[] {
  if (budget === undefined) return [];
  return [
    ...between(`${where}.monthlyUsd`, budget.monthlyUsd, 1, 1_000_000),
    ...rule(
      "email" in alarms,
      where,
      "nobody is told when it is spent",
      "give alarms an address, or leave the budget out",
    ),
  ];
}
