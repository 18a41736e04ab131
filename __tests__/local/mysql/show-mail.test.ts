import { expect } from "chai";
import { alertLine } from "../../../functions/shared/alert.ts";
import { showMail } from "../../../local/mysql/show-mail.ts";
import { recorder } from "../../command/recorder.ts";

describe("The mail that the demo shows", () => {
  const shown = (log: string) => {
    const lines: string[] = [];
    const isThere = showMail(log, ["video.transactions"], "the-stack", recorder(lines));
    return { isThere, out: lines.join("\n") };
  };

  it("is that of the functions, of the lines of the producer's log", () => {
    const alert = alertLine({ code: "DATABASE_FAILED", table: "video.transactions" });
    const { isThere, out } = shown(`a line with ann@example.org\n${alert}\n`);
    expect(isThere).to.equal(true);
    expect(out).to.include("Subject: DATABASE_FAILED video.transactions in the-stack").and.not.include("ann@");
  });

  it("is missing if no line is an alert", () => {
    expect(shown("a line\n").isThere).to.equal(false);
  });
});
