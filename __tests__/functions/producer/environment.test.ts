import { expect } from "chai";
import {
  type ProducerEnvironment,
  readEnvironment,
  streamName,
  toEnvironment,
  watermarkName,
} from "../../../functions/producer/environment.ts";

const IAM: ProducerEnvironment = {
  stack: "production-us-west-2-mysql-to-snowflake",
  database: "video",
  streamPrefix: "clearwell-production-us-west-2-mysql-video-",
  watermarkPrefix: "/clearwell/production/mysql/video/",
  login: { by: "iam", host: "video.abc.us-west-2.rds.amazonaws.com", port: 3306, user: "clearwell_producer" },
};

describe("The producer's environment", () => {
  it("is read as it was written, with a token of IAM and with a secret", () => {
    const secret: ProducerEnvironment = {
      ...IAM,
      login: { by: "secret", secretArn: "arn:aws:x" },
      ca: "PEM",
      tables: ["videos", "channels"],
    };
    for (const settings of [IAM, secret]) expect(readEnvironment(toEnvironment(settings))).to.deep.equal(settings);
  });

  it("is refused with the names of all that is missing", () => {
    expect(() => readEnvironment({ LOGIN: "secret", STACK: "it" })).to.throw(
      "The function producer's environment is wrong: DATABASE is not set; STREAM_PREFIX is not set; WATERMARK_PREFIX is not set; SECRET_ARN is not set.",
    );
    expect(() => readEnvironment({ ...toEnvironment(IAM), LOGIN: "password" })).to.throw(
      "LOGIN must be one of iam, secret",
    );
  });

  it("names a table's stream without underscores, and its parameter as the contract does", () => {
    expect(streamName(IAM, "order_lines")).to.equal("clearwell-production-us-west-2-mysql-video-order-lines");
    expect(watermarkName(IAM, "order_lines")).to.equal("/clearwell/production/mysql/video/order_lines/watermark");
  });
});
