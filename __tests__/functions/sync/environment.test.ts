import { expect } from "chai";
import { readEnvironment, type SyncEnvironment, toEnvironment } from "../../../functions/sync/environment.ts";

const SETTINGS: SyncEnvironment = {
  stack: "production-us-west-2-snowflake-to-postgres-sync",
  bucket: "clearwell-raw",
  account: "111122223333",
  database: "market",
  tables: undefined,
  host: "market.abc.us-west-2.rds.amazonaws.com",
  port: 5432,
  target: "clearwell",
  user: "clearwell_sync",
  publishMinutes: 15,
};

describe("The sync's environment", () => {
  it("is read as it was written, with all tables and with some", () => {
    for (const settings of [SETTINGS, { ...SETTINGS, tables: ["orders", "products"] }])
      expect(readEnvironment(toEnvironment(settings))).to.deep.equal(settings);
  });

  it("is refused with the names of all that is missing", () => {
    expect(() => readEnvironment({ ...toEnvironment(SETTINGS), HOST: "", PORT: "" })).to.throw(
      "The function sync's environment is wrong: HOST is not set; PORT is not set.",
    );
  });
});
