import { expect } from "chai";
import { findPlace } from "../../../ops/warehouse/open.ts";
import * as mysql from "../../stacks/mysql-to-snowflake/fixtures.ts";
import * as postgres from "../../stacks/snowflake-to-postgres/fixtures.ts";

describe("What ops warehouse is called with", () => {
  for (const [pipeline, { production, SOURCES }] of Object.entries({
    "mysql-to-snowflake": mysql,
    "snowflake-to-postgres": postgres,
  }))
    it(`may be a stack or an environment of ${pipeline} alone`, () => {
      const environments = [production({})];
      for (const name of ["production", `production-us-west-2-${pipeline}`]) {
        const { target, stacks } = findPlace({ environments, sources: SOURCES } as never, name);
        expect(stacks).to.deep.equal([`production-us-west-2-${pipeline}`]);
        expect(target.streams.length + target.exports.length).to.equal(1);
      }
    });
});
