import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { key, pii } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import type { Session } from "../../ops/session.ts";
import { CLUSTER, SERVERLESS } from "../../stacks/mongodb-to-redshift/defaults.ts";
import { collectionOf } from "../../warehouse/redshift/collection.ts";
import { clientsAt } from "../ops/clients.ts";
import { type FakeAws, startFakeAws } from "../ops/fake-aws.ts";
import { operate } from "../ops/operator.ts";
import { databaseIn, production } from "../stacks/mongodb-to-redshift/fixtures.ts";
import { string } from "./documents.ts";
import { startWorld, type World } from "./world.ts";

const STACK = "production-us-west-2-mongodb-to-redshift";
const BUCKET = "clearwell-documents-us-west-2-production";
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:redshift!admin-AbCdEf";

const CONTRACTS = {
  orders: { oid__id: key(pii("customer_id", "text")), status: "text", email: pii("email", "text") },
  carts: { status: "text" },
} as const satisfies AllowList;

describe("npm run ops redshift, with PostgreSQL in the place of Redshift", function () {
  this.timeout(120_000);
  let world: World;
  let aws: FakeAws;
  let contracts: AllowList;
  let redshift: typeof SERVERLESS | typeof CLUSTER;
  before(async () => {
    world = await startWorld(BUCKET);
  });
  beforeEach(async () => {
    await world.clear();
    await world.ask("DROP SCHEMA IF EXISTS analytics_shop CASCADE; TRUNCATE redshift.attached");
    aws = await startFakeAws();
    contracts = CONTRACTS;
    redshift = SERVERLESS;
    aws.on("GetNamespace", () => ({ namespace: { adminPasswordSecretArn: SECRET } }));
    world.api.inputs.length = 0;
  });
  afterEach(() => aws.close());
  after(() => world.close());

  const clients: Session["aws"] = (Client, region) => {
    const double = (Client as unknown) === RedshiftDataClient ? world.api.endpoint : aws.endpoint;
    return clientsAt((Client as unknown) === S3Client ? world.s3.endpoint : double)(Client, region);
  };
  const ops = (...args: string[]) =>
    operate(["redshift", ...args], aws.endpoint, {
      environments: [],
      literals: [production({ databases: { shop: databaseIn("shop") }, redshift })],
      sources: { shop: { engine: "mongodb", collections: contracts } },
      aws: clients,
    });
  const json = async (command: string) => JSON.parse((await ops(command, STACK, "--json")).out);
  const states = async () =>
    Object.fromEntries(
      (await json("plan")).collections.map((each: { collection: string; state: string }) => [
        each.collection,
        each.state,
      ]),
    );
  const collection = (name: keyof typeof CONTRACTS) =>
    collectionOf("shop", name, mongoCollection(contracts[name] ?? {}));
  const load = async (name: keyof typeof CONTRACTS, number = 1, document: object = { status: string("open") }) => {
    await world.extract(collection(name), number, [{ id: String(number), op: "r", document: document as never }]);
    await world.load(collection(name));
  };
  const masks = () =>
    world.ask("SELECT policy_name, output_columns, grantee FROM svv_attached_masking_policy ORDER BY 2, 3");

  it("makes roles before the first load, and opens no collection that has no table", async () => {
    expect((await ops("check", STACK)).code).to.equal(1);
    const { code, out } = await ops("apply", STACK);
    expect({ code, out }).to.deep.equal({ code: 0, out });
    expect(out).to.include("+ IAMR:clearwell-production-us-west-2-redshift-process").and.include("shop/carts waits");
    expect(await states()).to.deep.equal({ "shop/orders": "waits", "shop/carts": "waits" });
    expect((await ops("check", STACK)).code).to.equal(0);
  });

  it("opens what is loaded: masks, then the view, and then there is nothing to do", async () => {
    await load("orders", 1, { status: string("open"), email: string("ann@example.org") });
    expect(await states()).to.deep.equal({ "shop/orders": "closed", "shop/carts": "waits" });
    expect((await ops("check", STACK)).code).to.equal(1);
    const { code, out, err } = await ops("apply", STACK);
    expect({ code, err }).to.deep.equal({ code: 0, err });
    expect(out)
      .to.match(/\+ masks +"_id", "email"/)
      .and.not.include("ann@example.org");
    expect(await masks()).to.deep.equal([
      ["clearwell_show_varchar_1024", '["_id"]', "clearwell_loader"],
      ["clearwell_show_varchar_1024", '["_id"]', "clearwell_read_pii_customer_id"],
      ["clearwell_hide_varchar_1024", '["_id"]', "public"],
      ["clearwell_show_varchar_65535", '["email"]', "clearwell_read_pii_email"],
      ["clearwell_hide_varchar_65535", '["email"]', "public"],
    ]);
    expect(await states()).to.deep.equal({ "shop/orders": "open", "shop/carts": "waits" });
    expect((await ops("check", STACK)).code).to.equal(0);
    expect((await ops("apply", STACK)).code).to.equal(0);
    expect(await masks()).to.have.length(5);
  });

  it("finds a mask that somebody took away by hand, and puts it back", async () => {
    await load("orders");
    await ops("apply", STACK);
    const before = await masks();
    await world.ask("DELETE FROM redshift.attached WHERE place = '\"email\"' AND grantee = 'public'");
    expect(await states()).to.include({ "shop/orders": "changed" });
    await ops("apply", STACK);
    expect(await masks()).to.deep.equal(before);
  });

  it("leaves a policy alone that is not clearwell's", async () => {
    await load("carts");
    await world.ask(
      `INSERT INTO redshift.masking_policy VALUES ('of_another_team') ON CONFLICT DO NOTHING;
       INSERT INTO redshift.attached VALUES ('of_another_team', 'landing_shop.carts'::regclass, '"status"', 'public', 'public', 3)`,
    );
    await ops("apply", STACK);
    expect(await states()).to.include({ "shop/carts": "open" });
    expect(await masks()).to.deep.equal([["of_another_team", '["status"]', "public"]]);
  });

  it("takes a mask away only with --yes", async () => {
    await load("orders");
    await ops("apply", STACK);
    contracts = { ...CONTRACTS, orders: { ...CONTRACTS.orders, email: "text" } };
    const { code, err } = await ops("apply", STACK);
    expect({ code, masks: (await masks()).length }).to.deep.equal({ code: 1, masks: 5 });
    expect(err).to.include('shop/orders: "email"').and.include("--yes");
    expect((await ops("apply", STACK, "--yes")).code).to.equal(0);
    expect(await masks()).to.have.length(3);
  });

  it("says what Redshift refused, changes nothing in that transaction, and can be run again", async () => {
    await load("orders");
    world.api.beforeStatement = (sql) => {
      if (sql.startsWith("CREATE VIEW")) throw new Error("permission denied for schema analytics_shop");
    };
    const { code, err } = await ops("apply", STACK);
    expect(code).to.equal(1);
    expect(err).to.include('CREATE VIEW "analytics_shop"."orders"').and.include("permission denied");
    expect(await masks()).to.deep.equal([]);
    world.api.beforeStatement = undefined;
    expect((await ops("apply", STACK)).code).to.equal(0);
  });

  it("logs in with the administrator's secret, of a workgroup as of a cluster", async () => {
    await ops("plan", STACK);
    const name = "clearwell-production-us-west-2-redshift";
    for (const input of world.api.inputs)
      expect(input).to.include({ SecretArn: SECRET, Database: "clearwell", WorkgroupName: name });
    world.api.inputs.length = 0;
    redshift = CLUSTER;
    aws.on("DescribeClusters", () => clustersXml());
    expect((await ops("plan", STACK)).code).to.equal(0);
    expect(world.api.inputs.length).to.be.greaterThan(0);
    for (const input of world.api.inputs) expect(input).to.include({ SecretArn: SECRET, ClusterIdentifier: name });
  });

  it("says what to deploy if there is no secret, and does nothing with credentials of another account", async () => {
    aws.on("GetNamespace", () => ({ namespace: {} }));
    expect((await ops("plan", STACK)).err).to.include("deploy the stack first");
    aws.account = "999999999999";
    expect((await ops("apply", STACK)).err).to.include("nothing was done");
    expect(world.api.inputs).to.deep.equal([]);
  });

  it("refuses contracts that Redshift can't hold, before it asks anything", async () => {
    contracts = { ...CONTRACTS, Orders: { status: "text" } };
    const { code, err } = await ops("plan", STACK);
    expect(code).to.equal(1);
    expect(err).to.include("are one table in Redshift");
    expect(world.api.inputs).to.deep.equal([]);
  });
});

function clustersXml(): string {
  const cluster = `<Cluster><MasterPasswordSecretArn>${SECRET}</MasterPasswordSecretArn></Cluster>`;
  return `<DescribeClustersResponse><DescribeClustersResult><Clusters>${cluster}</Clusters></DescribeClustersResult></DescribeClustersResponse>`;
}
