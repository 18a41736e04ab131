import { expect } from "chai";
import { ALERT_REMEDIES } from "../../../functions/alert/remedies.ts";
import { type Mailer, mailFailures } from "../../../functions/mail/mail-failures.ts";
import { mailOf } from "../../../functions/mail/text.ts";
import type { MailError } from "../../../functions/shared/mail-errors.ts";
import { STAR_ERRORS } from "../../../warehouse/snowflake/star/star-errors.ts";
import { ALARM, batch, CODE, FILE_FAILED, NOTICE, TASK_FAILED } from "./messages.ts";

describe("[K-10] The function mail", () => {
  async function run({ Records }: ReturnType<typeof batch>, doubles: Partial<Mailer> = {}, docs?: string) {
    const mails: { subject: string; text: string }[] = [];
    const codes: string[] = [];
    const { batchItemFailures } = await mailFailures(Records, {
      takeTurn: async () => ({ mail: true, unmailed: 0 }),
      send: async (failure, unmailed) => void mails.push(mailOf(failure, { stack: "the-stack", docs }, unmailed)),
      mailed: () => {},
      failed: (error) => void codes.push((error as MailError).code),
      ...doubles,
    });
    return { mails, codes, again: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
  }

  it("mails what failed, for which table, since when, how often, what to do and where to look", async () => {
    const { mails, again } = await run(batch(NOTICE), { takeTurn: async () => ({ mail: true, unmailed: 12 }) });
    expect(again).to.deep.equal([]);
    expect(mails).to.have.length(1);
    expect(mails[0]?.subject).to.equal(`${CODE} video.transactions in the-stack`);
    for (const part of [
      CODE,
      "Table: video.transactions",
      "Since: 2026-11-27T10:00:00.000Z",
      "3 times, and 12 more since the last mail of this kind",
      ALERT_REMEDIES[CODE],
      `docs/mails.md#${CODE.toLowerCase()}`,
      "/aws/lambda/producer, stream 2026/11/27/[$LATEST]0a1b",
    ])
      expect(mails[0]?.text).to.include(part);
  });

  it("names pages as links, in alerts and alarms, if the settings say where they can be read", async () => {
    const docs = "https://example.org/blob/main";
    const alarm = { ...ALARM, AlarmDescription: "Late. What to do: docs/runbook.md#watermark-age" };
    const [ofAlert, ofAlarm] = (await run({ Records: [...batch(NOTICE).Records, ...batch(alarm).Records] }, {}, docs))
      .mails;
    expect(ofAlert?.text).to.include(`Step by step: ${docs}/docs/mails.md#${CODE.toLowerCase()}`);
    expect(ofAlarm?.text).to.include(`What to do: ${docs}/docs/runbook.md#watermark-age`);
  });

  it("mails an alarm with what it means, and not with its numbers", async () => {
    const [mail] = (await run(batch(ALARM))).mails;
    expect(mail?.subject).to.equal(`alarm ${ALARM.AlarmName} in the-stack`);
    expect(mail?.text).to.include(ALARM.AlarmDescription).and.include("Since: 2026-11-27T10:05:00.123Z");
    expect(mail?.text).not.to.include("datapoint");
  });

  it("mails a task in Snowflake that failed on purpose by its code, with the tables and days that it names", async () => {
    const [mail] = (await run(batch(TASK_FAILED))).mails;
    expect(mail?.subject).to.equal(`CONTROL_DIFFERS ${TASK_FAILED.taskName} in the-stack`);
    expect(mail?.text)
      .to.include(STAR_ERRORS.CONTROL_DIFFERS)
      .and.include("Of: video/customers on 2026-11-27, video/videos on 2026-11-27\n")
      .and.include("Since: 2026-11-27T05:23:07.471Z");
  });

  it("mails other failures in Snowflake with the task's or the pipe's name, and no text of Snowflake's", async () => {
    const value = "CONTROL_DIFFERS: ann@example.org";
    const failed = { ...TASK_FAILED, messages: [{ errorMessage: `Numeric value '${value}' is not recognized` }] };
    const { mails, again } = await run(batch(FILE_FAILED, failed, { ...failed, taskName: value, messages: value }));
    expect(again).to.deep.equal([]);
    expect(mails.map(({ subject }) => subject)).to.deep.equal([
      `INGEST_FAILED_FILE ${FILE_FAILED.pipeName} in the-stack`,
      `USER_TASK_FAILED ${TASK_FAILED.taskName} in the-stack`,
      "USER_TASK_FAILED in the-stack",
    ]);
    expect(JSON.stringify(mails)).not.to.include("ann@");
  });

  it("does not mail what is only counted", async () => {
    expect(await run(batch(NOTICE), { takeTurn: async () => ({ mail: false }) })).to.deep.equal({
      mails: [],
      codes: [],
      again: [],
    });
  });

  it("gives back an unreadable message only, with a code, and mails the others", async () => {
    const wrong = [
      "ann@example.org",
      "null",
      "[]",
      {},
      { ...NOTICE, code: "ann@example.org" },
      { ...NOTICE, code: "constructor" },
      { ...NOTICE, first: "yesterday" },
      { ...NOTICE, count: "3" },
      { ...NOTICE, table: 7 },
      { ...ALARM, StateChangeTime: undefined },
    ];
    const { mails, codes, again } = await run(batch(...wrong, NOTICE));
    expect(mails).to.have.length(1);
    expect(codes).to.deep.equal(wrong.map(() => "NOTICE_UNREADABLE"));
    expect(again).to.deep.equal(wrong.map((_, index) => String(index + 1)));
  });

  it("gives back a message that SES or the table refuses, with a code and without their words", async () => {
    const failed: MailError[] = [];
    const doubles = { failed: (error: unknown) => void failed.push(error as MailError) };
    const refuse = () => Promise.reject(new Error("ann@example.org is not verified"));
    expect((await run(batch(NOTICE), { ...doubles, send: refuse })).again).to.deep.equal(["1"]);
    expect((await run(batch(NOTICE), { ...doubles, takeTurn: refuse })).again).to.deep.equal(["1"]);
    expect(failed.map(({ code }) => code)).to.deep.equal(["MAIL_NOT_SENT", "MAIL_NOT_COUNTED"]);
    expect(failed.map(({ message }) => message).join()).not.to.include("ann@");
  });
});
