import { expect } from "chai";
import { checkMails } from "../../stacks/checks/check-mails.ts";
import type { MailSettings } from "../../stacks/mails.ts";
import { PRIMARY } from "./fixtures.ts";

const MAILS = { from: "clearwell@mail.example.com", to: ["ann@example.com"] };
const OWN = "/aws/lambda/clearwell-mail";
const IDENTITY = "arn:aws:ses:us-west-2:111122223333:identity/";

describe("The check of the mails' settings", () => {
  const problems = (mails: MailSettings) =>
    checkMails(PRIMARY, mails, [OWN]).map(({ where, problem }) => `${where}: ${problem}`);

  it("accepts a sender with receivers, an identity of the address or of a domain above it, and other logs", () => {
    for (const identity of [MAILS.from, "mail.example.com", "example.com", "Example.com"])
      expect(problems({ ...MAILS, identity: { arn: IDENTITY + identity }, watch: ["/company/app"] })).to.deep.equal([]);
    expect(problems({ none: "nobody would read them" })).to.deep.equal([]);
  });

  it("refuses what is not a plain address, before SES does", () => {
    for (const address of [
      "",
      "ann",
      "ann@",
      "@example.com",
      "Ann <ann@example.com>",
      "a@b@example.com",
      "ann@example",
      "a@example.com,b@example.com",
    ]) {
      expect(problems({ ...MAILS, from: address })).to.deep.equal([`mails.from: "${address}" is not a mail address`]);
      expect(problems({ ...MAILS, to: ["bo@example.com", address] })).to.deep.equal([
        `mails.to[1]: "${address}" is not a mail address`,
      ]);
    }
  });

  it("refuses no receiver, more than SES takes, and one twice", () => {
    expect(problems({ ...MAILS, to: [] })).to.deep.equal(["mails.to: 0 is out of range"]);
    expect(problems({ ...MAILS, to: Array.from({ length: 51 }, (_, index) => `e${index}@example.com`) })).to.deep.equal(
      ["mails.to: 51 is out of range"],
    );
    expect(problems({ ...MAILS, to: ["a@example.com", "a@example.com"] })).to.deep.equal([
      "mails.to: a@example.com is there twice",
    ]);
  });

  it("refuses an identity of another region, of another account, and of another sender", () => {
    for (const arn of [
      "arn:aws:ses:us-east-1:111122223333:identity/example.com",
      "arn:aws:ses:us-west-2:444455556666:identity/example.com",
      IDENTITY,
    ])
      expect(problems({ ...MAILS, identity: { arn } }).join()).to.include(
        "is not an identity in the stack's region and account",
      );
    for (const other of ["bo@mail.example.com", "other.example.com", "le.com"])
      expect(problems({ ...MAILS, identity: { arn: IDENTITY + other } })).to.deep.equal([
        `mails.identity.arn: it is not the identity of ${MAILS.from}`,
      ]);
  });

  it("refuses to watch the mails' own logs, one log twice, and an ARN", () => {
    expect(problems({ ...MAILS, watch: [OWN] }).join()).to.match(
      /^mails\.watch\[0\]: a function of the mails writes this log/,
    );
    expect(problems({ ...MAILS, watch: ["/a", "/a"] })).to.deep.equal(["mails.watch: /a is there twice"]);
    expect(problems({ ...MAILS, watch: ["arn:aws:logs:us-west-2:111122223333:log-group:/a:*"] }).join()).to.include(
      "is not the name of a log group",
    );
  });

  it("refuses to send none without a reason", () => {
    expect(problems({ none: " " })).to.deep.equal(["mails.none: there is no reason"]);
  });
});
