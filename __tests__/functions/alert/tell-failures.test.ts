import { expect } from "chai";
import fc from "fast-check";
import { ALERT_REMEDIES, ALERT_UNKNOWN } from "../../../functions/alert/remedies.ts";
import { tellFailures } from "../../../functions/alert/tell-failures.ts";
import { ALERT, alertLine } from "../../../functions/shared/alert.ts";
import { MailError } from "../../../functions/shared/mail-errors.ts";
import type { Notice } from "../../../functions/shared/notice.ts";
import { LOG, logEvent, packed, printed, TIME } from "./log-event.ts";

const TABLES = new Set(["video.transactions", "video.customers"]);
const [CODE = "", OTHER = ""] = Object.keys(ALERT_REMEDIES);

async function told(event: unknown): Promise<Notice[]> {
  const published: Notice[] = [];
  await tellFailures(event, { tables: TABLES, publish: async (notice) => void published.push(notice) });
  return published;
}

async function refusal(event: unknown, publish = async () => {}): Promise<MailError> {
  try {
    await tellFailures(event, { tables: TABLES, publish });
  } catch (error) {
    return error as MailError;
  }
  return expect.fail("it did not fail");
}

describe("[K-07, K-08] The function alert", () => {
  it("tells of each kind of failure once, with how often and since when, and of nothing else", async () => {
    const lines = [
      printed("a row was read"),
      printed(alertLine({ code: CODE, table: "video.transactions" })),
      printed(alertLine({ code: CODE, table: "video.customers" })),
      printed(alertLine({ code: CODE, table: "video.transactions" })),
      printed(alertLine({ code: OTHER })),
    ];
    const at = (second: number) => new Date(TIME + 1000 * second).toISOString();
    expect(await told(logEvent(...lines))).to.deep.equal([
      { code: CODE, table: "video.transactions", count: 2, first: at(1), ...LOG },
      { code: CODE, table: "video.customers", count: 1, first: at(2), ...LOG },
      { code: OTHER, count: 1, first: at(4), ...LOG },
    ]);
  });

  it("tells of nothing if the log only tries whether it can be reached", async () => {
    expect(
      await told(packed({ messageType: "CONTROL_MESSAGE", logGroup: "", logStream: "", logEvents: [] })),
    ).to.deep.equal([]);
  });

  it("fails with a code, and quotes nothing, if the event is not of a log", async () => {
    const secret = "ann@example.org";
    const data = (text: string) => ({ awslogs: { data: Buffer.from(text).toString("base64") } });
    for (const event of [undefined, {}, { awslogs: {} }, data(secret), packed(secret), packed({ logEvents: secret })]) {
      const error = await refusal(event);
      expect(error).to.be.instanceOf(MailError);
      expect(error.code).to.equal("LOG_EVENT_UNREADABLE");
      expect(error.message).not.to.include(secret);
    }
  });

  it("fails with a code if the topic does not take a notice, so that Lambda tries again", async () => {
    const cause = new Error("ann@example.org may not publish");
    const publish = () => Promise.reject(cause);
    const error = await refusal(logEvent(alertLine({ code: CODE })), publish);
    expect(error).to.include({ code: "NOTICE_NOT_PUBLISHED", cause });
    expect(error.message).not.to.include("ann@");
  });

  it("passes on no value, whatever the lines are", async () => {
    const secret = fc.stringMatching(/^[a-z]{4}[^\n"\\]{4,20}$/).map((text) => `\u2603${text}`);
    const lineWith = (text: string) =>
      fc.oneof(
        fc.constantFrom(
          text,
          printed(text),
          printed(`Duplicate entry '${text}' for key 1`),
          printed(JSON.stringify({ alert: ALERT, code: text, table: text, message: text })),
          printed(JSON.stringify({ alert: ALERT, code: CODE, table: `video.${text}`, [text]: text })),
          printed(JSON.stringify({ alert: ALERT, code: [text], table: { text } })),
          `${text} Task timed out after ${text}`,
          `${text}{"alert":"${ALERT}","code":"${text}"}`,
          `Uncaught Exception ${text} Runtime exited with error ${text}`,
        ),
      );
    const cases = secret.chain((text) => fc.tuple(fc.constant(text), fc.array(lineWith(text), { minLength: 1 })));
    await fc.assert(
      fc.asyncProperty(cases, async ([text, lines]) => {
        const notices = await told(logEvent(...lines));
        expect(JSON.stringify(notices)).not.to.include(text);
        for (const { code, table } of notices) {
          expect([...Object.keys(ALERT_REMEDIES), ALERT_UNKNOWN]).to.include(code);
          expect([undefined, ...TABLES]).to.include(table);
        }
      }),
    );
  });
});
