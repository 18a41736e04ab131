import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { readSchema, writeSchema } from "../../functions/process/state.ts";
import { asPostgres } from "../../local/redshift/postgres-as-redshift.ts";
import { accessStatements } from "../../warehouse/redshift/access.ts";
import { READER } from "../../warehouse/redshift/roles.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import { setupStatements } from "../../warehouse/redshift/setup.ts";
import { string } from "./documents.ts";
import { collectionWith, startWorld, type World } from "./world.ts";

const ORDERS = collectionWith("orders", { status: true, array_lines: { sku: true, buyer: pii("email") } });
const WIDER = collectionWith("orders", {
  status: true,
  note: pii("free_text"),
  array_lines: { sku: true, buyer: pii("email") },
});

const FIRST = { status: string("open"), lines: [{ sku: string("a"), buyer: string("ann@example.org") }] };

describe("A reader in Redshift, as far as PostgreSQL can stand in for it", function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await world.ask("DROP SCHEMA IF EXISTS analytics_shop CASCADE");
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    await world.load(ORDERS);
    const existing = new Set((await world.ask("SELECT rolname FROM pg_roles")).flat().map(String));
    const target = { database: "dev", loaderRole: "process", collections: [ORDERS] };
    await run(setupStatements(target, existing));
  });
  after(() => world.close());

  const run = (statements: readonly string[]) => world.ask(statements.map(asPostgres).join(";\n"));
  const read = (sql: string) =>
    world.ask(`SET ROLE ${READER}; ${sql}`).then(
      () => "read",
      ({ code }: { code: string }) => code,
    );
  const open = async () => {
    const schema = (await readSchema(world.lake, ORDERS)) as Registered;
    await run(accessStatements(ORDERS, schema, []));
  };
  const DENIED = "42501";
  const NO_COLUMN = "42703";

  it("reads nothing before access is made, and the table never", async () => {
    expect(await read("SELECT * FROM landing_shop.orders")).to.equal(DENIED);
    await open();
    expect(await read("SELECT * FROM analytics_shop.orders")).to.equal("read");
    expect(await read("SELECT * FROM landing_shop.orders")).to.equal(DENIED);
    expect(await read("SELECT * FROM loads_shop.orders")).to.equal(DENIED);
  });

  it("does not see an array with a classified value in it", async () => {
    await open();
    expect(await read("SELECT status FROM analytics_shop.orders")).to.equal("read");
    expect(await read("SELECT lines FROM analytics_shop.orders")).to.equal(NO_COLUMN);
  });

  it("does not see a column that is added, before access is made again", async () => {
    await open();
    const schema = (await readSchema(world.lake, ORDERS)) as Registered;
    const note = { field: "note", column: "note", type: "VARCHAR(65535)", since: 2 } as const;
    const later = { ...schema, version: 2, columns: [...schema.columns, note] };
    await writeSchema(world.lake, ORDERS, later);
    await world.extract(WIDER, 2, [{ id: "2", op: "c", document: { note: string("private") } }]);
    expect((await world.load(WIDER)).batches).to.deep.equal(["00000002"]);
    expect(await read("SELECT note FROM analytics_shop.orders")).to.equal(NO_COLUMN);
  });

  it("can be given access twice", async () => {
    await open();
    await open();
    expect(await read("SELECT status FROM analytics_shop.orders")).to.equal("read");
  });
});
