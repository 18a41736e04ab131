import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import type { TerraformStack } from "cdktf";
import type { Environment } from "../environment.ts";

type BudgetProps = Pick<Environment, "alarms" | "budget">;

/**
 * Adds the monthly budget of a stack, if it has one. The budget counts all resources with the stack's tag. AWS Budgets sends the mails
 * itself: through the topic of the alarms, the topic would need a policy. The tag `stack` must be activated once as a cost allocation
 * tag, in the account that pays; until then the budget shows 0. A budget without an address for alarms is refused by `check-budget.ts`.
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
    // A tag that is not AWS's own needs the prefix `user:`. Without it AWS accepts the filter and counts nothing.
    // https://github.com/hashicorp/terraform-provider-aws/issues/40987
    costFilter: [{ name: "TagKeyValue", values: [`user:stack$${stack.node.id}`] }],
    notification: [
      notification(email, "ACTUAL", 80),
      notification(email, "ACTUAL", 100),
      notification(email, "FORECASTED", 100),
    ],
  });
}

function notification(
  email: string,
  notificationType: "ACTUAL" | "FORECASTED",
  percent: number,
): BudgetsBudgetNotification {
  return {
    notificationType,
    comparisonOperator: "GREATER_THAN",
    threshold: percent,
    thresholdType: "PERCENTAGE",
    subscriberEmailAddresses: [email],
  };
}
