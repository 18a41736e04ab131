import { expect } from "chai";
import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { diffSources } from "../../../review/contracts-diff/diff.ts";
import { relationalToSnowflakeIn } from "../../../stacks/relational-to-snowflake/deployments.ts";
import { legionOf, PRIMARY, SECOND } from "../../stacks/fixtures.ts";
import { production } from "../../stacks/relational-to-snowflake/fixtures.ts";

const LEGION: Sources = { legion: { engine: "mongodb", collections: { users: { tier: true } } } };
const STACK = "production-us-west-2-relational-to-snowflake";
const SHOP = { ...SECOND, databases: { shop: legionOf(SECOND) } };

interface Found {
  readonly widens: boolean;
  readonly collections: readonly { collection: string; needs: { what: string }[] }[];
}

describe("The diff of several sources", () => {
  const diff = (before: Sources, after: Sources) => diffSources({ before, ref: "main" }, after, [PRIMARY, SHOP]);
  const collections = (before: Sources, after: Sources) => (diff(before, after).json as Found).collections;

  it("names collections without their database if there is only one", () => {
    const after = { users: { tier: true, plan: "text" } } as const;
    const [changed, ...others] = collections(LEGION, { legion: { engine: "mongodb", collections: after } });
    expect(others).to.deep.equal([]);
    expect(changed?.collection).to.equal("users");
  });

  it("names the database if there are several, and has steps only for its own stacks", () => {
    const shop = { engine: "mongodb", collections: { users: { plan: true } } } as const;
    const [added] = collections(LEGION, { ...LEGION, shop });
    expect(added?.collection).to.equal("shop/users");
    expect(added?.needs[0]?.what).to.equal("Deploy production-us-east-1.");
    const [changed, ...others] = collections(
      { ...LEGION, shop },
      { ...LEGION, shop: { ...shop, collections: { users: { plan: true, at: "date" } } } },
    );
    expect(others).to.deep.equal([]);
    expect(changed?.collection).to.equal("shop/users");
    const [removed] = collections({ ...LEGION, shop }, LEGION);
    expect(removed?.collection).to.equal("shop/users");
  });

  it("has commands that name the database, and no steps in a stack that does not replicate the collection", () => {
    const both = (users: { readonly [field: string]: true }): Sources => ({
      ...LEGION,
      shop: { engine: "mongodb", collections: { users, orders: { total: true } } },
    });
    const less = { ...SHOP, databases: { shop: { ...legionOf(SECOND), collections: ["orders"] } } };
    const needs = (environments: readonly (typeof SHOP)[]) =>
      (
        diffSources({ before: both({ plan: true }), ref: "main" }, both({ plan: true, at: true }), environments)
          .json as Found
      ).collections.flatMap((each) => each.needs.map(({ what }) => what));
    expect(needs([SHOP]).join("\n")).to.include("replay <stack> --collection shop/users`");
    expect(needs([less])).to.deep.equal([]);
  });

  it("calls a table a table, and has the steps of the stacks that replicate it", () => {
    const users = table({ key: ["id"], columns: { id: "integer", plan: "text" } });
    const shop = (more: object = {}): Sources => ({ clinic: { engine: "mysql", tables: { users, ...more } } });
    const steps = (before: Sources, after: Sources) => {
      const environments = relationalToSnowflakeIn([production()]);
      const { markdown, json } = diffSources(
        { before: { ...LEGION, ...before }, ref: "main" },
        { ...LEGION, ...after },
        [],
        environments,
      );
      return { markdown, needs: (json as Found).collections.flatMap((each) => each.needs.map(({ what }) => what)) };
    };
    const added = steps(shop(), shop({ orders: users }));
    expect(added.markdown).to.include("### `clinic/orders`: a new table");
    const run = `In Snowflake, unless a schedule does it: \`npm run -s ops -- warehouse run ${STACK}\`.`;
    expect(added.needs).to.have.length(4);
    expect(added.needs[0]).to.equal(`Deploy ${STACK}.`);
    expect(added.needs[2]).to.match(/^Load the table/);
    expect(added.needs[3]).to.equal(run);
    const [, , ...removed] = steps(shop({ orders: users }), shop()).needs;
    expect(removed[0]).to.equal(run);
    expect(removed[1]).to.match(/^Data that left before stays in the lake/);
    for (const plan of ["integer", pii("income")] as const) {
      const other = table({ key: ["id"], columns: { id: "integer", plan } });
      expect(steps(shop({ orders: users }), shop({ orders: other })).needs, "of the warehouse alone").to.deep.equal([
        run,
      ]);
    }
  });

  it("says that a large object leaves at another length, which needs a deploy, and a load if it is longer", () => {
    const notes = (maxKb?: number, more: object = {}): Sources => ({
      clinic: {
        engine: "mysql",
        tables: {
          notes: table({
            key: ["id"],
            columns: { id: "integer", body: "text", ...more },
            ...(maxKb === undefined ? {} : { lob: { body: { maxKb } } }),
          }),
          rooms: table({ key: ["id"], columns: { id: "integer" } }),
        },
      },
    });
    const found = (before: Sources, after: Sources) =>
      diffSources({ before, ref: "main" }, after, [], relationalToSnowflakeIn([production()]));
    const longer = found(notes(64), notes(1024));
    expect(longer.widens).to.equal(true);
    expect(longer.markdown).to.include(
      "Leaves now, and did not before:\n\n- `body` as a large object of up to 1,024 KB; before of up to 64 KB",
    );
    expect(longer.markdown).to.include("Load the table");
    const shorter = found(notes(64), notes(undefined, { plan: "text" }));
    expect(shorter.markdown)
      .to.include("- `plan`")
      .and.include("No longer leaves:\n\n- `body` as a large object without a length; before of up to 64 KB");
    expect(found(notes(64), notes(64)).markdown).to.include("The allow-list is the same.");
  });

  it("distinguishes two collections of the same name in two databases", () => {
    const moved: Sources = { shop: LEGION.legion ?? expect.fail() };
    expect(collections(LEGION, moved).map(({ collection }) => collection)).to.deep.equal([
      "shop/users",
      "legion/users",
    ]);
  });

  it("compares tables column by column, and has no steps for them", () => {
    const billing = (columns: Parameters<typeof table>[0]["columns"]): Sources => ({
      billing: {
        engine: "mysql",
        tables: { invoices: table({ key: ["id"], columns: { id: "integer", ...columns } }) },
      },
    });
    const { markdown, widens } = diff(
      billing({ email: pii("email"), total: "decimal(12,2)" }),
      billing({ email: "text", at: "date" }),
    );
    expect(widens).to.equal(true);
    expect(markdown).to.equal(`## What may leave, against \`main\`

**More leaves than before: \`invoices\`.** **No longer masked as before: \`invoices\`.** Less leaves: \`invoices\`.

### \`invoices\`

Leaves now, and did not before:

- \`at\` (\`date\`)

Is no longer masked in the warehouse as before:

- \`email\`: \`pii email\` before, no class now

No longer leaves:

- \`total\``);
  });

  it("needs no deploy if only types and classes changed, but Snowflake's views change", () => {
    const after: Sources = {
      legion: { engine: "mongodb", collections: { users: { tier: pii("income", "integer") } } },
    };
    expect(collections(LEGION, after)[0]?.needs.map(({ what }) => what)).to.deep.equal([
      "In Snowflake: `npm run -s ops -- warehouse apply <stack>`.",
    ]);
    expect(diff(LEGION, after).markdown).to.include(
      "Has another type or class in the warehouse:\n\n- `tier`: `text` before, `integer` now\n- `tier`: no class before, `pii income` now",
    );
    expect(diff(LEGION, after).widens).to.equal(false);
  });
});
