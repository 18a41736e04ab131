import { expect } from "chai";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { table } from "../../contracts/table.ts";
import { fieldsPage } from "../../docs/fields-page.ts";
import { analyticsViews } from "../../warehouse/snowflake/analytics.ts";
import { collectionsIn } from "../../warehouse/snowflake/target.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";

const USERS = {
  users: {
    _id: { tenant: "key", number: key("integer") },
    email: pii("email"),
    name: notPersonal("a name | of a product"),
    array_tags: "json",
    array_lines: { at: "date" },
  },
} satisfies AllowList;

const USERS_TABLE = table({
  key: ["id"],
  lob: { about: { maxKb: 2048 } },
  columns: { id: "integer", born: phi("date_of_birth", "date"), about: pii("free_text") },
});

describe("The data dictionary", () => {
  const page = fieldsPage({
    legion: {
      engine: "mongodb",
      collections: {
        ...USERS,
        notes: { text: true },
      },
    },
    shop: {
      engine: "mysql",
      tables: { users: USERS_TABLE },
    },
  });

  it("has each field of each collection and table, with type and class, and its view and column in Snowflake", () => {
    expect(page).to.include(`## legion

MongoDB. The views are in the schema \`analytics_legion\` of each environment's Snowflake database.

### users

| field | type | class | view | column |
|---|---|---|---|---|
| \`email\` | text | pii email | \`users\` | \`email\` |
| \`name\` | text | none: a name \\| of a product | \`users\` | \`name\` |
| \`array_tags\` | json, whole |  | \`users\` | \`array_tags\` |
| \`array_lines.at\` | date |  | \`users_lines\` | \`at\` |
| \`_id.tenant\` | text, key |  | all | \`_id_tenant\` |
| \`_id.number\` | integer, key |  | all | \`_id_number\` |
| \`dms_replicated_at\` | timestamp |  | \`users\` | \`_source_at\` |
| \`Op\` | text |  | none |  |

### notes

| field | type | class | view | column |
|---|---|---|---|---|
| \`text\` | text |  | \`notes\` | \`text\` |
| \`oid__id\` | text, key |  | all | \`oid__id\` |
`);
    expect(page).to.include(`## shop

MySQL. Each table has a view of its name in the schema \`analytics_shop\` of each environment's Snowflake database, with the time of its last change in \`_source_at\`.

### users

| field | type | class |
|---|---|---|
| \`born\` | date | phi date_of_birth |
| \`about\` | text, up to 2,048 KB | pii free_text |
| \`id\` | integer, key |  |
`);
  });

  it("names every column that a view of Snowflake has", () => {
    const target = targetOf(USERS);
    const views = collectionsIn(target).flatMap((collection) => analyticsViews(target, collection).makes);
    const columns = views.flatMap((view) => view.columns?.map(({ name }) => name) ?? []);
    expect(columns).to.include("_lines_position");
    for (const column of columns)
      expect(page).to.include(`\`${column.replace(/^_.*_position$/, "_<array>_position")}\``);
  });

  it("says Snowflake's type for each type, and which kinds are hidden by a hash", () => {
    expect(page).to.include("| decimal(12,2) | NUMBER(12,2) |").and.include("| json | VARIANT |");
    expect(page).to.match(/^\| pii \| customer_id \| .* \| a hash \|$/m);
  });

  it("says what each kind covers", () => {
    expect(page).to.include("| pii | email | an email address |").and.include("| phi | diagnosis |");
  });
});
