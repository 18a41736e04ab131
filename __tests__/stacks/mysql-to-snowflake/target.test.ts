import { expect } from "chai";
import { streamsIn } from "../../../stacks/mysql-to-snowflake/target.ts";
import { production, SOURCES, staging, WITH_OPTIONS } from "./fixtures.ts";

describe("What Snowflake's SQL is told of streams", () => {
  it("is the bucket, the role and the queue of each stack of the environment, and the tables that it reads", () => {
    const [found, ...others] = streamsIn([staging(), production(WITH_OPTIONS)], SOURCES, "production");
    expect(others).to.deep.equal([]);
    const { sources, ...place } = found ?? { sources: {} };
    expect(place).to.deep.equal({
      ...{ stack: "production-us-west-2-mysql-to-snowflake", region: "us-west-2" },
      bucket: "clearwell-stream-us-west-2-production",
      access: {
        roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-mysql-reader",
        externalId: "clearwell-production-us-west-2-mysql-to-snowflake",
        notifications: {
          topicArn: "arn:aws:sns:us-west-2:111122223333:clearwell-production-us-west-2-mysql-alarms",
          roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-mysql-publisher",
        },
      },
      queueArn: WITH_OPTIONS.snowpipeSqsArn,
    });
    const tables = Object.entries(sources).map(([database, each]) => [database, Object.keys(each.tables)]);
    expect(tables).to.deep.equal([
      ["club", ["people"]],
      ["shop", ["people"]],
    ]);
  });

  it("has no topic if the alarms notify nobody, or Snowflake is not to", () => {
    const accessOf = (environment: ReturnType<typeof production>) =>
      streamsIn([environment], SOURCES, environment.environment)[0]?.access;
    expect(accessOf(staging())).not.to.have.property("notifications");
    expect(accessOf(production({ notifications: { none: "not on AWS" } }))).not.to.have.property("notifications");
  });

  it("is there without a queue, which nobody knows before the pipes exist", () => {
    expect(streamsIn([production()], SOURCES, "production")[0]).not.to.have.property("queueArn");
  });

  it("is nothing of a database that is not among the contracts", () => {
    expect(streamsIn([production()], {}, "production")).to.deep.equal([]);
  });
});
