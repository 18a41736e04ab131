import { expect } from "chai";
import type { Sources } from "../../contracts/source.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { legionOf, PRIMARY } from "./fixtures.ts";
import { alarmOf, once, only, type Resource, resources, rightsOf, synth, type Terraform } from "./synth.ts";

/** Two databases, which both have `users`. */
const SOURCES: Sources = {
  legion: { engine: "mongodb", collections: { users: { tier: true }, audit: { status: true } } },
  shop: { engine: "mongodb", collections: { users: { plan: true }, orders: { total: true } } },
};
const ONE: MongodbToSnowflake = { ...PRIMARY, freshness: { default: { hours: 24 }, except: { audit: { hours: 5 } } } };
const SHOP = { ...legionOf(PRIMARY), secretArn: `${legionOf(PRIMARY).secretArn.slice(0, -14)}shop-AbCdEf` };
const TWO: MongodbToSnowflake = { ...ONE, databases: { ...ONE.databases, shop: SHOP }, firstDatabase: "legion" };

describe("A stack with two databases", () => {
  const one = once(() => synth(ONE, [ONE], SOURCES));
  const two = once(() => synth(TWO, [TWO], SOURCES));

  it("has all that it had with the first alone, under the same addresses and names", () => {
    const [before, after] = [namesIn(one()), namesIn(two())];
    expect([...before].filter(([address, name]) => after.get(address) !== name)).to.deep.equal([]);
    const added = [...after.keys()].filter((address) => !before.has(address));
    expect(added).to.have.length.above(5);
    for (const address of added) expect(address).to.match(/shop/);
  });

  it("is the same in whichever order they are listed", () => {
    const { legion, shop } = TWO.databases as { legion: typeof SHOP; shop: typeof SHOP };
    expect(synth({ ...TWO, databases: { shop, legion } }, [TWO], SOURCES)).to.deep.equal(two());
  });

  it("has one instance, and for each database an endpoint, its secret and a task with its own list", () => {
    only(two(), "aws_dms_replication_instance");
    only(two(), "aws_dms_s3_endpoint");
    expect(
      resources(two(), "aws_dms_endpoint").map((it) => [it.endpoint_id, it.database_name, it.secrets_manager_arn]),
    ).to.have.deep.members([
      ["clearwell-production-us-west-2-mongodb", "legion", legionOf(PRIMARY).secretArn],
      ["clearwell-production-us-west-2-shop-mongodb", "shop", SHOP.secretArn],
    ]);
    expect(
      resources(two(), "aws_dms_replication_task").map((it) => [it.replication_task_id, selected(it)]),
    ).to.have.deep.members([
      ["clearwell-production-us-west-2-task", ["legion.users", "legion.audit"]],
      ["clearwell-production-us-west-2-shop-task", ["shop.users", "shop.orders"]],
    ]);
    const rights = rightsOf(two(), "clearwell-production-us-west-2-shop-dms-source");
    expect(rights.map(({ Resource }) => Resource)).to.deep.equal([[SHOP.secretArn]]);
  });

  it("replicates of a database only the collections that it names", () => {
    const some = { ...TWO, databases: { ...TWO.databases, shop: { ...SHOP, collections: ["orders"] } } };
    const tasks = resources(synth(some, [some], SOURCES), "aws_dms_replication_task");
    expect(tasks.map(selected)).to.deep.include(["shop.orders"]);
  });

  it("invokes the cleaner for both, which may read both, and name the second one's collections with it", () => {
    const prefixes = ["mongodb-data/legion/", "mongodb-data/shop/"];
    const triggers = resources(two(), "aws_s3_bucket_notification").flatMap(
      (it) => (it.lambda_function ?? []) as Resource[],
    );
    expect(triggers.map(({ filter_prefix }) => filter_prefix)).to.deep.equal(prefixes);
    const [read] = rightsOf(two(), "clearwell-production-us-west-2-cleaner");
    expect(read?.Resource).to.deep.equal(
      prefixes.map((prefix) => `arn:aws:s3:::legion-analytics-us-west-2-production/${prefix}*`),
    );
    expect(only(two(), "aws_lambda_function")).to.have.nested.property(
      "environment.variables.FIRST_DATABASE",
      "legion",
    );
  });

  it("has alarms for each of its collections and tasks, whose names and metrics tell the second database", () => {
    for (const name of ["stale-users", "stale-shop/users", "stale-shop/orders", "replication-behind"])
      alarmOf(two(), name);
    expect(JSON.stringify(alarmOf(two(), "malformed-shop/users"))).to.include('"collection":"shop/users"');
    expect(JSON.stringify(alarmOf(two(), "malformed-users"))).to.include('"collection":"users"');
    expect(JSON.stringify(alarmOf(two(), "replication-behind-shop"))).to.include("replication_shop-task");
    expect(JSON.stringify(alarmOf(two(), "replication-behind"))).not.to.include("shop");
    const [rule] = resources(two(), "aws_cloudwatch_event_rule");
    expect(JSON.parse(String(rule?.event_pattern)).resources).to.have.length(2);
    const { input_transformer: mail } = only(two(), "aws_cloudwatch_event_target") as { input_transformer: object };
    expect(JSON.stringify(mail)).to.include("$.resources[0]").and.include("(<task>)");
  });

  it("expects an exception of freshness by the name alone where it is unique, and else with the database", () => {
    const periods = (except: MongodbToSnowflake["freshness"]["except"], alarm: string) => {
      const environment = { ...TWO, freshness: { ...TWO.freshness, except } };
      return alarmOf(synth(environment, [environment], SOURCES), alarm).evaluation_periods;
    };
    expect(periods({ orders: { hours: 7 } }, "stale-shop/orders")).to.equal(7);
    expect(periods({ "shop/users": { hours: 7 } }, "stale-shop/users")).to.equal(7);
    expect(periods({ "shop/users": { hours: 7 } }, "stale-users")).to.equal(24);
    expect(() => periods({ users: { hours: 7 } }, "stale-users")).to.throw("more than one database has it");
    expect(() => periods({ orders: { hours: 7 }, "shop/orders": { none: "rare" } }, "stale-shop/orders")).to.throw(
      "freshness.except.orders\n  problem: shop/orders has another exception",
    );
  });
});

/** The collections that a task replicates. */
function selected({ table_mappings }: Resource): string[] {
  const { rules } = JSON.parse(String(table_mappings)) as { rules: { "object-locator": Record<string, string> }[] };
  return rules.map((rule) => `${rule["object-locator"]["schema-name"]}.${rule["object-locator"]["table-name"]}`);
}

/** Of each resource, by address, what names it in AWS. */
function namesIn({ resource = {} }: Terraform): Map<string, string> {
  const entries = Object.entries(resource).flatMap(([type, all]) =>
    Object.entries(all).map(([id, it]) => {
      const names = Object.entries(it).filter(([key]) => /(^|_)(name|id|bucket)$/.test(key) && !/kms|policy/.test(key));
      return [`${type}.${id}`, JSON.stringify(names)] as const;
    }),
  );
  return new Map(entries);
}
