import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { RECORD_MASKS } from "../../../contracts/record-masks.ts";
import * as alert from "../../../functions/alert/environment.ts";
import * as mail from "../../../functions/mail/environment.ts";
import { alertLine } from "../../../functions/shared/alert.ts";
import { startLambda } from "../../../local/lambda.ts";
import { logEvent, printed } from "../alert/log-event.ts";
import { type AwsDouble, startAwsDouble } from "./aws-double.ts";
import { batch, CODE, NOTICE } from "./messages.ts";

const ALERT = {
  stack: "production-us-west-2-mysql-to-snowflake",
  topicArn: "arn:aws:sns:us-west-2:111122223333:alerts",
};
const MAIL = {
  stack: ALERT.stack,
  from: "clearwell@example.com",
  to: ["eng@example.com", "b@example.com"],
  sentTable: "sent",
  docs: "https://example.com/blob/main",
};
const VALUE = "ann@example.org";

const bundle = (name: string) => fileURLToPath(new URL(`../../../dist/${name}/index.mjs`, import.meta.url));

describe("The bundles of alert and mail", () => {
  let aws: AwsDouble;
  beforeEach(async () => {
    aws = await startAwsDouble();
  });
  afterEach(() => aws.close());

  async function run(name: "alert" | "mail", event: object) {
    const variables = name === "alert" ? alert.toEnvironment(ALERT) : mail.toEnvironment(MAIL);
    const lambda = await startLambda(
      {
        name,
        region: "us-west-2",
        bundle: bundle(name),
        variables: { ...variables, AWS_ENDPOINT_URL: aws.endpoint, AWS_MAX_ATTEMPTS: "1" },
      },
      aws.endpoint,
    );
    const answer = await lambda.invoke(event);
    const log = await lambda.close();
    return { ...answer, log, codes: [...log.matchAll(/"code":"([A-Z_]+)","explanation"/g)].map(([, code]) => code) };
  }

  it("[K-07, K-08, K-09, K-10] make a mail of a line of a log, and pass on no other line", async () => {
    const line = printed(alertLine({ code: CODE, table: "video.transactions" }));
    const told = await run("alert", logEvent(printed(`Duplicate entry '${VALUE}'`), line));
    expect(told.error).to.equal(undefined);
    expect(aws.published.map((text) => JSON.parse(text))).to.deep.equal([
      { ...NOTICE, count: 1, first: "2026-11-27T10:00:01.000Z" },
    ]);

    const mailed = await run("mail", batch(...aws.published, NOTICE));
    expect(mailed.result).to.deep.equal({ batchItemFailures: [] });
    expect(aws.sent).to.have.length(1);
    const { FromEmailAddress, Destination, Content } = JSON.parse(aws.sent[0] as string);
    expect(FromEmailAddress).to.equal(MAIL.from);
    expect(Destination).to.deep.equal({ ToAddresses: MAIL.to });
    expect(Content.Simple.Subject.Data).to.equal(`${CODE} video.transactions in ${MAIL.stack}`);
    expect(Content.Simple.Body.Text.Data).to.include("Table: video.transactions");
    expect(told.log + mailed.log + aws.published + aws.sent).not.to.include(VALUE);
  });

  it("fail with a code if AWS refuses, whose words they do not repeat", async () => {
    aws.refuses = `${VALUE} is not verified`;
    const told = await run("alert", logEvent(alertLine({ code: CODE })));
    expect(told.error?.errorMessage).to.match(/^NOTICE_NOT_PUBLISHED: /);
    expect(told.codes).to.deep.equal(["NOTICE_NOT_PUBLISHED"]);
    const mailed = await run("mail", batch(NOTICE));
    expect(mailed.result).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(mailed.codes).to.deep.equal(["MAIL_NOT_SENT"]);
    expect(told.log + mailed.log + JSON.stringify(told.error)).not.to.include(VALUE);
  });

  it("fail with a code on an event that is not theirs, which they do not quote", async () => {
    const event = { Records: VALUE, awslogs: { data: VALUE } };
    const told = await run("alert", event);
    expect(told.error?.errorMessage).to.match(/^LOG_EVENT_UNREADABLE: /);
    const mailed = await run("mail", { detail: VALUE });
    expect(mailed.error?.errorMessage).to.match(/^MAIL_DEFECT: /);
    expect(mailed.codes).to.deep.equal(["MAIL_DEFECT"]);
    expect(told.log + mailed.log + JSON.stringify([told.error, mailed.error])).not.to.include(VALUE);
  });

  it("have the contracts' names, and no class, kind or reason", () => {
    const text = readFileSync(bundle("alert"), "utf8");
    expect(text).to.include(JSON.stringify(RECORD_MASKS));
    for (const word of ["clearwell.field", "notPersonal", "EXPECTED_FIELDS_FOR_ANALYTICS"])
      expect(text.includes(word), word).to.equal(false);
  });

  it("are small", () => {
    for (const name of ["alert", "mail"]) expect(statSync(bundle(name)).size, name).to.be.below(1_000_000);
  });
});

describe("The environments of alert and mail", () => {
  it("are read back as they were written, and refused with all missing variables at once", () => {
    expect(alert.readEnvironment(alert.toEnvironment(ALERT))).to.deep.equal(ALERT);
    expect(mail.readEnvironment(mail.toEnvironment(MAIL))).to.deep.equal(MAIL);
    expect(() => alert.readEnvironment({ STACK: "it" })).to.throw("TOPIC_ARN is not set");
    expect(() => mail.readEnvironment({ STACK: "it" })).to.throw(
      /MAIL_FROM is not set; MAIL_TO is not set; SENT_TABLE/,
    );
  });
});
