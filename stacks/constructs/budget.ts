import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import type { TerraformStack } from "cdktf";
import type { Environment } from "../environment.ts";

type BudgetProps = Pick<Environment, "alarms" | "budget">;

/**
 * A monthly budget of a stack, if there is one (the check has seen that there is somebody to tell), by the tag that everything in the stack has. AWS sends the mails itself: a topic
 * would need a policy that lets it publish. AWS knows the cost of a tag only after `stack` has been activated as a cost
 * allocation tag, once, in the account that pays; until then the budget shows 0.
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export function addBudget(stack: TerraformStack, { alarms, budget }: BudgetProps): void {
  if (budget === undefined || !("email" in alarms)) return;
  const { email } = alarms;
  new BudgetsBudget(stack, "budget", {
    name: `clearwell-${stack.node.id}`,
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitUnit: "USD",
    limitAmount: String(budget.monthlyUsd),
    // `user:` for a tag of one's own; without it AWS takes the filter and counts nothing.
    // https://github.com/hashicorp/terraform-provider-aws/issues/40987
    costFilter: [{ name: "TagKeyValue", values: [`user:stack$${stack.node.id}`] }],
    notification: [tell(email, "ACTUAL", 80), tell(email, "ACTUAL", 100), tell(email, "FORECASTED", 100)],
  });
}

function tell(email: string, notificationType: "ACTUAL" | "FORECASTED", percent: number): BudgetsBudgetNotification {
  return {
    notificationType,
    comparisonOperator: "GREATER_THAN",
    threshold: percent,
    thresholdType: "PERCENTAGE",
    subscriberEmailAddresses: [email],
  };
}
