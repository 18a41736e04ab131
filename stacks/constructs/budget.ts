import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import type { TerraformStack } from "cdktf";
import type { AlarmSettings, BudgetSettings, Environment } from "../environment.ts";

interface BudgetProps extends Pick<Environment, "alarms" | "namePrefix"> {
  readonly budget?: BudgetSettings;
}

/**
 * Adds the monthly budget of a stack, if it has one. The budget counts all resources with the stack's tag. AWS Budgets sends
 * mails itself; it publishes to a topic that is given, whose policy must let it. The tag `stack` must be activated once as a cost allocation
 * tag, in the account that pays; until then the budget shows 0. A budget without an address for alarms is refused by `check-budget.ts`.
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 * @param counted ids of the stacks that it is for. Default the one that has it
 */
export function addBudget(
  stack: TerraformStack,
  { alarms, budget, namePrefix }: BudgetProps,
  counted: readonly string[] = [stack.node.id],
): void {
  if (budget === undefined || "none" in alarms) return;
  new BudgetsBudget(stack, "budget", {
    name: `${namePrefix}-${stack.node.id}`,
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitUnit: "USD",
    limitAmount: String(budget.monthlyUsd),
    // A tag that is not AWS's own needs the prefix `user:`. Without it AWS accepts the filter and counts nothing.
    // https://github.com/hashicorp/terraform-provider-aws/issues/40987
    costFilter: [{ name: "TagKeyValue", values: counted.map((id) => `user:stack$${id}`) }],
    notification: [
      notification(alarms, "ACTUAL", 80),
      notification(alarms, "ACTUAL", 100),
      notification(alarms, "FORECASTED", 100),
    ],
  });
}

function notification(
  alarms: Exclude<AlarmSettings, { readonly none: string }>,
  notificationType: "ACTUAL" | "FORECASTED",
  percent: number,
): BudgetsBudgetNotification {
  return {
    notificationType,
    comparisonOperator: "GREATER_THAN",
    threshold: percent,
    thresholdType: "PERCENTAGE",
    ...("email" in alarms
      ? { subscriberEmailAddresses: [alarms.email] }
      : { subscriberSnsTopicArns: [alarms.topicArn] }),
  };
}
