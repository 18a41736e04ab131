import { expect } from "chai";
import { sendFromAnybody } from "./send-right.ts";

describe("A policy for the emulator", () => {
  it("has the right to send mails without the addresses, and all other rights as they are", () => {
    const send = { Sid: "Send", Effect: "Allow", Action: ["ses:SendEmail"] };
    const Condition = { StringEquals: { "ses:FromAddress": "a@b.c" } };
    const other = {
      Sid: "Other",
      Effect: "Allow",
      Action: ["ses:SendEmail", "sns:Publish"],
      Resource: ["arn"],
      Condition,
    };
    const policy = { Version: "2012-10-17", Statement: [{ ...send, Resource: ["arn"], Condition }, other] };
    expect(JSON.parse(sendFromAnybody(JSON.stringify(policy)))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [{ ...send, Resource: "*" }, other],
    });
  });
});
