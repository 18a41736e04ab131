import { expect } from "chai";
import { blocks } from "../../stacks/policies/terraform-json.ts";
import { check } from "./check.ts";
import { ALL, PRIMARY, SECOND, STAGING, withoutRemedy } from "./fixtures.ts";
import { synthNetwork } from "./network/synth.ts";
import { once, only, type Resource, synth } from "./synth.ts";

describe("the budget of a stack", () => {
  const budget = once(() => only(synth(SECOND, ALL), "aws_budgets_budget"));

  it("is the environment's amount, by month", () => {
    expect(budget()).to.include({
      name: "clearwell-production-us-east-1",
      budget_type: "COST",
      limit_amount: "100",
      limit_unit: "USD",
      time_unit: "MONTHLY",
    });
  });

  it("counts resources with the stack's tag, with the prefix that AWS has for user-defined tags", () => {
    const [tags] = blocks(synth(SECOND, ALL).provider.aws[0]?.default_tags).map((it) => it.tags as Resource);
    expect(budget().cost_filter).to.deep.equal([
      { name: "TagKeyValue", values: [`user:stack$${String(tags?.stack)}`] },
    ]);
  });

  it("notifies the address of the alarms at 80 %, at 100 % and when 100 % are forecast", () => {
    const notifications = budget().notification as Resource[];
    expect(notifications.map(({ notification_type, threshold }) => [notification_type, threshold])).to.deep.equal([
      ["ACTUAL", 80],
      ["ACTUAL", 100],
      ["FORECASTED", 100],
    ]);
    for (const it of notifications)
      expect(it).to.deep.include({
        comparison_operator: "GREATER_THAN",
        threshold_type: "PERCENTAGE",
        subscriber_email_addresses: ["alarms@fixture.example"],
      });
  });

  it("does not exist if the environment has none, or if there is no pipeline", () => {
    const off = { ...SECOND, deployDms: false };
    for (const stack of [synth(PRIMARY), synth(off, [PRIMARY, off])])
      expect(JSON.stringify(stack)).not.to.include("aws_budgets_budget");
  });

  it("can also be set for the network", () => {
    const network = synthNetwork({ settings: { budget: { monthlyUsd: 200 } } });
    expect(only(network, "aws_budgets_budget")).to.deep.include({
      name: "clearwell-production-us-west-2-network",
      limit_amount: "200",
      cost_filter: [{ name: "TagKeyValue", values: ["user:stack$production-us-west-2-network"] }],
    });
  });

  it("is refused without an address to notify, and without a whole amount", () => {
    const found = (change: object) => check([PRIMARY, { ...STAGING, ...change }]);
    expect(found({ budget: { monthlyUsd: 0.5 } }).map(withoutRemedy)).to.deep.equal([
      { where: "staging-us-west-2.mongodb-to-snowflake.budget.monthlyUsd", problem: "0.5 is out of range" },
      { where: "staging-us-west-2.mongodb-to-snowflake.budget", problem: "nobody is notified when it is spent" },
    ]);
    expect(found({ budget: { monthlyUsd: 1 }, alarms: PRIMARY.alarms })).to.deep.equal([]);
  });
});
