import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import { reviewSnowflake } from "../../../review/plan-review/snowflake.ts";
import { ALL, literalOf, sourcesOf } from "../../stacks/fixtures.ts";
import { markdown } from "./plans.ts";

describe("The section on Snowflake of a pull request's comment", () => {
  const review = (before: AllowList, after: AllowList, environments = ALL) =>
    reviewSnowflake(environments.map(literalOf), { before: sourcesOf(before), after: sourcesOf(after) });
  const masked = { tickets: { email: pii("email") } };

  it("says that nothing changes", () => {
    expect(review(masked, masked)).to.deep.include({
      opened: [],
      markdown: "## What changes in Snowflake\n\nNothing changes.",
    });
  });

  it("says it once for environments in which the same changes", () => {
    const { markdown: text } = review(masked, { tickets: { email: true, age: "integer" } });
    expect(text.split("\n").filter((line) => line.startsWith("### "))).to.deep.equal(["### `production`, `staging`"]);
    expect(text)
      .to.include(
        "**Readers see more in clear:**\n\n- `analytics_legion.tickets: column email was pii email, is now in clear",
      )
      .and.include("- `analytics_legion.tickets: new column age, NUMBER(38,0), in clear for all readers`")
      .and.include("Removed by an apply:\n\n- `database role READ_PII_EMAIL`");
  });

  it("has views that show more in the comment's summary, and no others", () => {
    const summaryOf = (after: AllowList) => markdown({ snowflake: review(masked, after) }).split("## What changes")[0];
    expect(summaryOf({ tickets: { email: true } })).to.include("see more in clear:** `analytics_legion.tickets`");
    expect(summaryOf({ tickets: { email: pii("email"), phone: pii("phone") } })).not.to.include("in clear");
  });

  it("says that a table is kept", () => {
    const { markdown: text } = review({ ...masked, invoices: { total: true } }, masked);
    expect(text).to.include("kept because it holds data:\n\n- `table landing_legion.invoices`");
  });
});
