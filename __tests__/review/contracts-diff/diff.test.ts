import { expect } from "chai";
import type { AllowList } from "../../../contracts/mask.ts";
import { diffSources } from "../../../review/contracts-diff/diff.ts";
import { ALL, PRIMARY, SECOND, STAGING, SWITCHED_OFF, sourcesOf } from "../../stacks/fixtures.ts";

const BEFORE: AllowList = {
  tickets: { state: true, address: { country: true, geo: true } },
  invoices: { total: true, array_labels: "json" },
  visits: { page: true },
};
const AFTER: AllowList = {
  tickets: { state: true, subject: true, address: { country: true, geo: { region: true } } },
  invoices: { total: true, array_labels: true },
  events: { page: true },
};

const diff = (after: AllowList, environments = ALL) =>
  diffSources({ before: sourcesOf(BEFORE), ref: "main" }, sourcesOf(after), environments);

interface Found {
  readonly widens: boolean;
  readonly collections: readonly { collection: string; kind: string; needs: { action: string; what: string }[] }[];
}

function needs(after: AllowList, collection: string, environments = ALL) {
  const { collections } = diff(after, environments).json as Found;
  return collections.find((change) => change.collection === collection)?.needs ?? [];
}

const actions = (after: AllowList, collection: string) => needs(after, collection).map(({ action }) => action);

describe("The diff of an allow-list", () => {
  it("says so if nothing changed", () => {
    expect(diff(BEFORE)).to.deep.equal({
      widens: false,
      verdict: "The allow-list is the same.",
      markdown: "## What may leave, against `main`\n\nThe allow-list is the same.",
      json: { against: "main", widens: false, collections: [] },
    });
  });

  it("keeps a name on its line, whatever it contains", () => {
    const name = "a\n\n## Nothing leaves";
    const { markdown } = diff({ ...BEFORE, tickets: { state: true, [name]: true }, [name]: { page: true } });
    expect(markdown).to.include("- `a ## Nothing leaves`").and.include("### `a ## Nothing leaves`");
    expect(markdown).not.to.match(/^## Nothing/m);
  });

  it("shows each collection with its steps: what leaves now first, then what no longer leaves", () => {
    expect(diff(AFTER, [PRIMARY, SECOND, SWITCHED_OFF]).markdown).to.equal(`## What may leave, against \`main\`

**More leaves than before: \`tickets\`, \`events\`.** Less leaves: \`tickets\`, \`visits\`.

### \`tickets\`

Leaves now, and did not before:

- \`subject\`

No longer leaves:

- \`address.geo\` as a whole; still \`address.geo.region\`

1. Deploy production-us-west-2 and production-us-east-1.
2. In Snowflake: \`npm run -s ops -- warehouse apply <stack>\`.
3. For rows of the last 7 days: \`npm run -s ops -- replay <stack> --collection tickets\`.
4. For older rows: reload tickets (docs/runbook.md#reload-a-collection); if a new column never comes, load everything again (docs/runbook.md#add-a-field).
5. Data that left before stays in CLEAN for 7 days, and in the warehouse until you drop it there, in a separate change.

### \`invoices\`

Leaves in another form:

- \`array_labels\`: JSON of column \`array_labels\` before, text of column \`array_labels\` now

1. Deploy production-us-west-2 and production-us-east-1.
2. In Snowflake: \`npm run -s ops -- warehouse apply <stack>\`.
3. For rows of the last 7 days: \`npm run -s ops -- replay <stack> --collection invoices\`.
4. For older rows: reload invoices (docs/runbook.md#reload-a-collection); if a new column never comes, load everything again (docs/runbook.md#add-a-field).

### \`events\`: a new collection, masked as \`visits\` was

Leaves now:

- \`page\`
- \`oid__id\`

1. Deploy production-us-west-2 and production-us-east-1.
2. In Snowflake: \`npm run -s ops -- warehouse apply <stack>\`.
3. The deploy stops the task, because its table mappings change: start it again with \`--resume\`, and load the collection (docs/runbook.md#add-a-collection).
4. If it is \`visits\` under a new name, its rows are twice in the warehouse until the old ones are dropped.

### \`visits\`: no longer replicated; \`events\` has its mask

No longer leaves:

- \`page\`
- \`oid__id\`

1. Deploy production-us-west-2 and production-us-east-1.
2. In Snowflake: \`npm run -s ops -- warehouse apply <stack>\`.
3. The deploy stops the task, because its table mappings change: start it again with \`--resume\`.
4. Data that left before stays in CLEAN for 7 days, and in the warehouse until you drop it there, in a separate change.`);
  });

  it("widens if a collection or a field is new, and not if something only no longer leaves", () => {
    const { tickets: _, ...fewer } = BEFORE;
    expect(diff(AFTER).widens).to.equal(true);
    expect(diff({ ...BEFORE, events: { page: true } }).widens).to.equal(true);
    expect(diff(fewer).widens).to.equal(false);
    expect(diff({ ...BEFORE, invoices: { total: true, array_labels: true } }).widens).to.equal(false);
  });

  it("asks for a replay if a field is added or has another form, and for a restart if the table mappings change", () => {
    expect(actions({ ...BEFORE, visits: { page: true, at: true } }, "visits")).to.deep.equal([
      "deploy",
      "apply",
      "replay",
      "reload",
    ]);
    expect(actions({ ...BEFORE, invoices: { total: true } }, "invoices")).to.deep.equal(["deploy", "apply", "drop"]);
    expect(actions({ ...BEFORE, visits: { address: true } }, "visits"), "a new name").to.include("drop");
    expect(actions({ ...BEFORE, events: { at: true } }, "events")).to.deep.equal(["deploy", "apply", "start"]);
    const { visits: _, ...fewer } = BEFORE;
    expect(actions(fewer, "visits")).to.deep.equal(["deploy", "apply", "start", "drop"]);
  });

  it("reaches as far back as each stack keeps its rows", () => {
    const longer = { ...SECOND, retention: { ...SECOND.retention, rawDays: 14 } };
    const [, , replay] = needs({ ...BEFORE, visits: { page: true, at: true } }, "visits", [PRIMARY, longer]);
    expect(replay?.what).to.include("For rows of the last 7 to 14 days, by stack");
  });

  it("needs nothing if no stack has a pipeline", () => {
    expect(needs(AFTER, "tickets", [SWITCHED_OFF])).to.deep.equal([]);
    expect(needs(AFTER, "tickets", [STAGING])[0]?.what).to.equal("Deploy staging-us-west-2.");
  });

  it("never gives two collections the same former name, if several have the mask", () => {
    const { markdown } = diff({ ...BEFORE, events: { page: true }, clicks: { page: true } });
    expect(markdown).to.include("### `events`: a new collection\n");
    expect(markdown).to.include("### `clicks`: a new collection\n");
  });

  it("shows a name unchanged, even with Markdown in it", () => {
    expect(diff({ ...BEFORE, visits: { page: true, "a`b|*c*": true } }).markdown).to.include("- `` a`b|*c* ``");
  });
});
