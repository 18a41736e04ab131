import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { reviewSnowflake } from "../../../review/plan-review/snowflake.ts";
import { ALL, literalOf, sourcesOf } from "../../stacks/fixtures.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { markdown } from "./plans.ts";

const ENTRIES = { key: ["id"], columns: { id: "integer", amount: "decimal(12,2)" } } as const;
const MASKED = { key: ["id"], columns: { id: "integer", amount: pii("income", "decimal(12,2)") } } as const;

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

  it("is also of an environment that has tables of relational sources alone", () => {
    const { clinic: _clinic, ...others } = SOURCES;
    const unmasked = { ...SOURCES, ledger: { engine: "postgres", tables: { entries: table(ENTRIES) } } } as const;
    const masked = { ...SOURCES, ledger: { engine: "postgres", tables: { entries: table(MASKED) } } } as const;
    const compare = (before: Sources, after: Sources) => reviewSnowflake([production()], { before, after });
    const { opened, markdown: text } = compare(masked, unmasked);
    expect(opened).to.deep.equal(["analytics_ledger.entries"]);
    expect(text)
      .to.include("### `production`")
      .and.include("- `analytics_ledger.entries: column amount was pii income, is now in clear");
    expect(compare(others, SOURCES).markdown, "a new source").to.include("`analytics_clinic.rooms: new view");
    expect(compare(SOURCES, others).markdown, "no longer a source").to.include("`view current_clinic.rooms`");
    expect(compare(SOURCES, SOURCES).markdown).to.include("Nothing changes.");
  });

  it("says that a table is kept", () => {
    const { markdown: text } = review({ ...masked, invoices: { total: true } }, masked);
    expect(text).to.include("kept because it holds data:\n\n- `table landing_legion.invoices`");
  });
});
