import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ALERT_REMEDIES } from "../../functions/alert/remedies.ts";
import { readFailure } from "../../functions/mail/read-failure.ts";
import { SNOWFLAKE_REMEDIES } from "../../functions/mail/snowflake-failure.ts";
import { mailOf } from "../../functions/mail/text.ts";
import { ALARM, NOTICE, TASK_FAILED } from "../functions/mail/messages.ts";
import { synth } from "../stacks/mysql-to-snowflake/synth.ts";
import { alarmOf, once } from "../stacks/synth.ts";

describe("The page of mails", () => {
  const sections = once(() => {
    const [, ...parts] = readFileSync("docs/mails.md", "utf8").split(/^## /m);
    return new Map(parts.map((part) => [part.split("\n", 1)[0] ?? "", part.slice(part.indexOf("\n"))]));
  });
  const alertCodes = Object.keys(ALERT_REMEDIES);
  const snowflakeCodes = Object.keys(SNOWFLAKE_REMEDIES);

  it("has a section for each code that a mail may name, and no other", () => {
    expect([...sections().keys()]).to.have.members([...alertCodes, ...snowflakeCodes]);
  });

  it("says for each code what happened, then what to do, with a command", () => {
    for (const [code, text] of sections()) {
      const [meaning = "", rest = ""] = text.trim().split("```sh\n");
      expect(meaning, code).to.match(/^[A-Z][\s\S]{30,}/);
      expect(rest, code).to.match(/^(npm run -s ops -- |aws )[\s\S]+```\n\n[\s\S]{30,}/);
    }
  });

  it("is where each mail links, to the section of its own code", () => {
    const linksOf = (message: object) =>
      [...readFailure(JSON.stringify(message)).remedy.matchAll(/docs\/mails\.md#(\w+)/g)].map(([, anchor]) => anchor);
    for (const code of alertCodes) expect(linksOf({ ...NOTICE, code })).to.deep.equal([code.toLowerCase()]);
    const ofTask = (errorMessage: string) => ({ ...TASK_FAILED, messages: [{ errorMessage }] });
    expect(linksOf(ofTask("x"))).to.deep.equal(["user_task_failed"]);
    expect(linksOf(ofTask("CONTROL_MISSING: video/videos"))).to.deep.equal(["control_missing"]);
  });

  it("has what three runs that find the lock taken are mailed as: the code, the table, since when and what to do", () => {
    const { alarm_name: AlarmName, alarm_description: AlarmDescription } = alarmOf(
      synth(),
      "mysql-lock-held-shop-people",
    );
    const failure = readFailure(JSON.stringify({ ...ALARM, AlarmName, AlarmDescription }));
    const { subject, text } = mailOf(failure, { stack: "the-stack", docs: undefined }, 0);
    expect(subject).to.include("LOCK_HELD").and.include("shop-people");
    expect(text)
      .to.include("LOCK_HELD: three runs found that another still reads shop.people.")
      .and.include("Since: 2026-11-27T10:05:00.123Z")
      .and.include("What to do: docs/runbook.md#lock-held");
  });
});
