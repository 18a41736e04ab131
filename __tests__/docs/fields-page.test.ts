import { expect } from "chai";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";
import { fieldsPage } from "../../docs/fields-page.ts";

describe("The data dictionary", () => {
  const page = fieldsPage({
    legion: {
      engine: "mongodb",
      collections: {
        users: {
          _id: { tenant: "key", number: key("integer") },
          email: pii("email"),
          name: notPersonal("a name | of a product"),
          array_tags: "json",
          array_lines: { at: "date" },
        },
        notes: { text: true },
      },
    },
    shop: {
      engine: "mysql",
      tables: { users: table({ key: ["id"], columns: { id: "integer", born: phi("date_of_birth", "date") } }) },
    },
  });

  it("has each field of each collection and table, with type and class", () => {
    expect(page).to.include(`## legion

MongoDB

### users

| field | kept | type | class |
|---|---|---|---|
| \`email\` | whole | text | pii email |
| \`name\` | whole | text | none: a name \\| of a product |
| \`array_tags\` | whole, as JSON | json |  |
| \`array_lines.at\` | whole | date |  |
| \`_id.tenant\` | key | text |  |
| \`_id.number\` | key | integer |  |
| \`dms_replicated_at\` | always passes | timestamp |  |
| \`Op\` | always passes | text |  |

### notes

| field | kept | type | class |
|---|---|---|---|
| \`text\` | whole | text |  |
| \`oid__id\` | key | text |  |
`);
    expect(page).to.include(`## shop

MySQL

### users

| field | kept | type | class |
|---|---|---|---|
| \`born\` | whole | date | phi date_of_birth |
| \`id\` | key | integer |  |
`);
  });

  it("says what each kind covers", () => {
    expect(page).to.include("| pii | email | an email address |").and.include("| phi | diagnosis |");
  });
});
