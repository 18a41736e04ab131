import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const BUDGET = "AWS__Budgets__Budget.MonthlyCost.json";
const BUDGET_GO = "internal/service/budgets/budget.go";

export const BUDGETS: ReadBacks = {
  aws_budgets_budget: {
    ...echoed(BUDGET, "budget_type", "time_unit"),
    ...computed(BUDGET, "name", "limit_unit"),
    // With one decimal. The provider compares the amounts.
    limit_amount: {
      source: `${BUDGET}, ${BUDGET_GO}`,
      computed: true,
      returned: (sent) => (typeof sent === "string" && !sent.includes(".") ? `${sent}.0` : sent),
      isSame: (state, wanted) => Number(state) === Number(wanted),
    },
    ...echoed(BUDGET_GO, "cost_filter.name", "cost_filter.values"),
    ...echoed(BUDGET, "notification.comparison_operator", "notification.notification_type", "notification.threshold"),
    // AWS does not return it for a percentage; the provider fills it in.
    ...echoed(BUDGET_GO, "notification.threshold_type"),
    ...echoed(BUDGET, "notification.subscriber_email_addresses"),
    ...computed(BUDGET_GO, "account_id", "name_prefix", "auto_adjust_data"),
    ...filledIn(BUDGET_GO, { time_period_start: "2026-11-01_00:00" }),
    ...byDefault(BUDGET_GO, { time_period_end: "2087-06-15_00:00" }),
    ...filledIn("AWS__Budgets__Budget.BudgetAad.json", {
      cost_types: [
        {
          include_credit: true,
          include_discount: true,
          include_other_subscription: true,
          include_recurring: true,
          include_refund: true,
          include_subscription: true,
          include_support: true,
          include_tax: true,
          include_upfront: true,
          use_amortized: false,
          use_blended: false,
        },
      ],
    }),
  },
};
