import type { Problem } from "../../contracts/problem.ts";
import type { BudgetSettings, Environment } from "../environment.ts";
import { between, rule } from "./rule.ts";

/** A budget has an amount that makes sense, and an address to notify. @param where path of the setting */
export function checkBudget(
  where: string,
  { alarms, budget }: Pick<Environment, "alarms"> & { readonly budget?: BudgetSettings },
): Problem[] {
  if (budget === undefined) return [];
  return [
    ...between(`${where}.monthlyUsd`, budget.monthlyUsd, 1, 1_000_000),
    ...rule(
      !("none" in alarms),
      where,
      "nobody is notified when it is spent",
      "set alarms.email or alarms.topicArn, or leave the budget out",
    ),
  ];
}
