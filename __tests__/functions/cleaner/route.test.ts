import { expect } from "chai";
import type { CleanerEnvironment } from "../../../functions/cleaner/environment.ts";
import { route } from "../../../functions/cleaner/route.ts";

describe("An object", () => {
  const masks = {
    legion: { audit: { status: true }, users: { tier: true } },
    shop: { users: { plan: true } },
  } as const;
  const environment = {
    rawBucket: "raw",
    rawPrefix: "mongodb-data/",
    cleanPrefix: "production-us-west-2/clean/",
  } as CleanerEnvironment;
  const at = (key: string, bucket = "raw", settings = environment) =>
    route({ bucket, key, etag: "e" }, settings, masks);
  const skipped = (key: string, bucket?: string, settings?: CleanerEnvironment) => at(key, bucket, settings).skip;

  it("[C-016, C-017] belongs to the collection that its key names, whose mask is looked up", () => {
    expect(at("mongodb-data/legion/audit/LOAD00000001.csv.gz")).to.deep.equal({
      collection: "audit",
      mask: masks.legion.audit,
      path: "legion/audit/LOAD00000001.csv.gz",
    });
    expect(at("mongodb-data/legion/audit/2026/11/21/20261121-101500000.csv.gz")).to.have.property(
      "collection",
      "audit",
    );
  });

  it("[C-013] is skipped if it is in another bucket than RAW_BUCKET, if that is set", () => {
    expect(skipped("mongodb-data/legion/audit/x.csv", "other")).to.equal("other-bucket");
    const { rawBucket: _, ...anyBucket } = environment;
    expect(skipped("mongodb-data/legion/audit/x.csv", "other", anyBucket)).to.equal(undefined);
  });

  it("[C-014] is skipped if it is not under the RAW prefix, compared by whole path segments", () => {
    expect(skipped("elsewhere/legion/audit/x.csv")).to.equal("outside-raw-prefix");
    expect(skipped("mongodb-data-2/legion/audit/x.csv")).to.equal("outside-raw-prefix");
    const bare = { ...environment, rawPrefix: "mongodb-data", cleanPrefix: "production-us-west-2/clean" };
    expect(skipped("mongodb-data-2/legion/audit/x.csv", "raw", bare)).to.equal("outside-raw-prefix");
    expect(skipped("mongodb-data/legion/audit/x.csv", "raw", bare)).to.equal(undefined);
    expect(skipped("production-us-west-2/clean/legion/audit/x.csv", "raw", bare)).to.equal("already-clean");
    const beside = { ...environment, rawPrefix: "p", cleanPrefix: "p/clean" };
    expect(skipped("p/clean-2/audit/x.csv", "raw", beside)).to.equal("unlisted-database");
  });

  it("[C-015] is skipped if it is under the CLEAN prefix, even if that is inside the RAW prefix", () => {
    expect(skipped("production-us-west-2/clean/legion/audit/x.json.gz")).to.equal("already-clean");
    const inside = { ...environment, cleanPrefix: "mongodb-data/clean/" };
    expect(skipped("mongodb-data/clean/legion/audit/x.csv", "raw", inside)).to.equal("already-clean");
  });

  it("is skipped if its key does not name a database, a collection and a file", () => {
    for (const key of [
      "mongodb-data/x.csv",
      "mongodb-data/legion/x.csv",
      "mongodb-data/legion/audit/",
      "mongodb-data//audit/x.csv",
      "mongodb-data/legion//x.csv",
    ]) {
      expect(skipped(key), key).to.equal("no-collection");
    }
  });

  it("[C-062] is skipped when its collection is not listed, whatever JavaScript calls its own", () => {
    for (const name of ["visits", "constructor", "__proto__", "toString", "AUDIT"]) {
      expect(skipped(`mongodb-data/legion/${name}/x.csv`), name).to.equal("unlisted-collection");
    }
  });

  it("has the mask of its own database if two have a collection of the same name", () => {
    expect(at("mongodb-data/legion/users/x.csv")).to.have.property("mask", masks.legion.users);
    expect(at("mongodb-data/shop/users/x.csv")).to.have.property("mask", masks.shop.users);
    expect(skipped("mongodb-data/shop/audit/x.csv"), "listed in another database").to.equal("unlisted-collection");
  });

  it("is skipped if its database is not listed, even one that is named like a property of every JavaScript object", () => {
    for (const name of ["other", "constructor", "__proto__", "toString", "LEGION"]) {
      expect(skipped(`mongodb-data/${name}/users/x.csv`), name).to.equal("unlisted-database");
    }
  });

  it("is skipped if it is one of DMS's control tables", () => {
    expect(skipped("mongodb-data/legion/awsdms_status/x.csv")).to.equal("control-table");
    expect(skipped("mongodb-data/awsdms_control/audit/x.csv")).to.equal("control-table");
  });
});
