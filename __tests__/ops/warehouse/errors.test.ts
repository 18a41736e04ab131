import { expect } from "chai";
import { snowflakeError } from "../../../ops/warehouse/connection.ts";
import { loadDriver } from "../../../ops/warehouse/driver.ts";
import { explainSnowflakeError } from "../../../ops/warehouse/explain.ts";

describe("An error of Snowflake", () => {
  const explained = (code: string | number, message: string) =>
    explainSnowflakeError(snowflakeError(Object.assign(new Error(message), { code })))?.message ?? "";

  it("is one line with its number and what to do", () => {
    expect(explained("002003", "SQL compilation error:\nObject 'X' does not exist or not authorized.\nmore")).to.match(
      /^Snowflake 002003: SQL compilation error: Object 'X' does not exist or not authorized\. .*account\.sql/,
    );
    expect(explained(390144, "JWT token is invalid.")).to.include("390144").and.include("docs/snowflake.md");
    expect(explained(606, "No active warehouse")).to.include("000606").and.include("The warehouse does not exist");
  });

  it("shows no value from the data", () => {
    const message = explained("100038", "Numeric value 'ann@example.org' is not recognized");
    expect(message).to.include("Snowflake 100038").and.not.include("ann@");
  });

  it("is kept as the cause, for whoever debugs", () => {
    const error = new Error("x");
    expect(snowflakeError(error).cause).to.equal(error);
  });
});

describe("Snowflake's driver", () => {
  it("is missed with the command that installs it", () => {
    expect(() => loadDriver("/nowhere/package.json")).to.throw("npm run setup -- mongodb-to-snowflake --yes");
  });
});
