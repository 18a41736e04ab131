import { expect } from "chai";
import { LAMBDA_LINE_ERRORS } from "../../../functions/alert/lambda-lines.ts";
import { recognise } from "../../../functions/alert/recognise.ts";
import { ALERT_REMEDIES, ALERT_UNKNOWN } from "../../../functions/alert/remedies.ts";
import { ALERT, alertLine } from "../../../functions/shared/alert.ts";
import { printed } from "./log-event.ts";

const TABLES = new Set(["video.transactions"]);
const [CODE = ""] = Object.keys(ALERT_REMEDIES);

describe("[K-08] A line of a log is an alert", () => {
  const of = (line: string) => recognise(line, TABLES);

  it("if it says so of itself, with or without what Lambda writes before it", () => {
    const alert = { code: CODE, table: "video.transactions" };
    expect(of(printed(alertLine(alert)))).to.deep.equal(alert);
    expect(of(alertLine({ code: CODE }))).to.deep.equal({ code: CODE });
  });

  it("if Lambda wrote it of a function that could not", () => {
    const lines = {
      FUNCTION_TIMEOUT: "2026-11-27T10:00:03.010Z 8a7f3b52 Task timed out after 3.00 seconds\n\n",
      FUNCTION_EXITED: "RequestId: 8a7f3b52 Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n",
      FUNCTION_CRASHED: '2026-11-27T10:00:03.010Z\tundefined\tERROR\tUncaught Exception \t{"errorType":"Error"}',
    };
    expect(Object.keys(lines)).to.deep.equal(Object.keys(LAMBDA_LINE_ERRORS));
    for (const [code, line] of Object.entries(lines)) expect(of(line)).to.deep.equal({ code });
  });

  it("and no other line is: an error, the word alone, JSON that is no alert, or broken JSON", () => {
    for (const line of [
      printed('{"level":"ERROR","code":"INTERNAL","message":"failed"}'),
      printed(`${ALERT} is the word`),
      printed(`{"text":"${ALERT}"}`),
      printed(`{"alert":"${ALERT}"`),
      `["${ALERT}"]`,
      "null",
      "{",
      "",
      "REPORT RequestId: 8a7f3b52 Duration: 2.01 ms",
    ])
      expect(of(line), line).to.equal(undefined);
  });

  it("has a code and a table of the contracts only: another code is unknown, and another table is left out", () => {
    const line = (said: object) => printed(JSON.stringify({ alert: ALERT, ...said }));
    for (const code of ["ann@example.org", "constructor", "__proto__", 7, null, undefined])
      expect(of(line({ code }))).to.deep.equal({ code: ALERT_UNKNOWN });
    for (const table of ["ann@example.org", "video.users", 7, null])
      expect(of(line({ code: CODE, table }))).to.deep.equal({ code: CODE });
  });
});
