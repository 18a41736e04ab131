import { expect } from "chai";
import { isSameJson, isSamePolicy, rewrittenJson, rewrittenPolicy } from "./json.ts";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "One", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::a/*" },
    { Sid: "Two", Effect: "Deny", Action: ["s3:PutObject", "s3:GetObject"], Resource: ["arn:aws:s3:::a/*"] },
  ],
});

describe("a policy that AWS rewrote", () => {
  it("is another text with the same meaning", () => {
    const rewritten = rewrittenPolicy(POLICY);
    expect(rewritten).to.include('"Action":"s3:GetObject"').and.include('["arn:aws:s3:::a/*"]');
    expect(rewritten).not.to.equal(POLICY);
    expect(isSamePolicy(rewritten, POLICY)).to.equal(true);
  });

  it("has another meaning with another action, effect or condition", () => {
    for (const [was, is] of [
      ["s3:PutObject", "s3:DeleteObject"],
      ["Deny", "Allow"],
      ['"Sid":"Two"', '"Sid":"Two","Condition":{"Bool":{"aws:SecureTransport":"false"}}'],
    ] as const)
      expect(isSamePolicy(POLICY.replace(was, is), POLICY), is).to.equal(false);
  });
});

describe("a JSON document that AWS rewrote", () => {
  it("is another text with the same content; the order of a list matters", () => {
    const document = JSON.stringify({ one: [1, 2], two: { three: null } });
    expect(rewrittenJson(document)).to.equal('{"two":{"three":null},"one":[1,2]}');
    expect(isSameJson(rewrittenJson(document), document)).to.equal(true);
    expect(isSameJson('{"one":[2,1],"two":{"three":null}}', document)).to.equal(false);
  });
});
