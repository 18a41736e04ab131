import { expect } from "chai";
import type { Contract } from "../../../contracts/contract.ts";
import { key, pii } from "../../../contracts/field.ts";
import { mongoCollection } from "../../../contracts/mongodb-fields.ts";
import { accessStatements } from "../../../warehouse/redshift/access.ts";
import { collectionOf } from "../../../warehouse/redshift/collection.ts";
import { hiddenFields } from "../../../warehouse/redshift/masks.ts";
import type { Registered } from "../../../warehouse/redshift/schema.ts";

describe("Access to a collection in Redshift", () => {
  const collection = (contract: Contract) => collectionOf("shop", "orders", mongoCollection(contract));

  it("masks a classified value in a column, in the key and in an object", () => {
    const statements = access({
      oid__id: key(pii("customer_id")),
      email: pii("email"),
      home: { city: pii("address") },
    });
    const masked = statements.flatMap((each) => /ON "landing_shop"."orders"\((.*)\) TO PUBLIC/.exec(each)?.[1] ?? []);
    expect(masked).to.deep.equal(['"_id"', '"email"', '"home".city']);
  });

  it("drops the view, then attaches every mask before it is made again, and makes the view before anybody may read it", () => {
    const words = access({ email: pii("email") }).map((each) => each.split(" ")[0]);
    expect(words).to.deep.equal(["DROP", "CREATE", "CREATE", "ATTACH", "ATTACH", "CREATE", "GRANT"]);
  });

  it("shows a classified value in an array, in something kept whole or at a name in capitals to no reader", () => {
    const contract: Contract = {
      array_lines: { sku: true, buyer: pii("email") },
      home: { postCode: pii("postal_code") },
      order: { lines: [{ buyer: pii("email") }] },
      table: { select: pii("name") },
      plain: { city: true },
    };
    expect(hiddenFields(collection(contract))).to.deep.equal(["lines", "home", "order", "table"]);
    const view = access(contract).find((each) => each.startsWith("CREATE VIEW"));
    expect(view).to.include('SELECT "_id", "_cluster_time", "plain" FROM');
  });

  it("shows no column that the registered schema has and the contract has not", () => {
    const schema = { ...schemaOf({ status: true, email: true }) };
    const view = accessStatements(collection({ status: true }), schema, []).find((each) =>
      each.startsWith("CREATE VIEW"),
    );
    expect(view).to.include('"status" FROM').and.not.to.include("email");
  });

  function access(contract: Contract): string[] {
    return accessStatements(collection(contract), schemaOf(contract), []);
  }

  function schemaOf(contract: Contract): Registered {
    const columns = collection(contract).fields.map(({ name, column, shape }) => {
      return {
        field: name,
        column,
        type: shape === "value" ? ("VARCHAR(65535)" as const) : ("SUPER" as const),
        since: 1,
      };
    });
    return { version: 1, madeAt: 1, columns, paths: {} };
  }
});
