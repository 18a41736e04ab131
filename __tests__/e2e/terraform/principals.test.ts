import { expect } from "chai";
import { nameSessionsToo } from "./principals.ts";

describe("A policy for the emulator", () => {
  const policy = (Condition: object) => ({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Condition }] });
  const adapt = (Condition: object) => JSON.parse(nameSessionsToo(JSON.stringify(policy(Condition))));
  const ROLE = "arn:aws:iam::111122223333:role/cleaner";

  it("names the sessions of each role that it names as a principal", () => {
    const sessions = "arn:aws:sts::111122223333:assumed-role/cleaner/*";
    for (const roles of [ROLE, [ROLE]])
      expect(adapt({ ArnNotEquals: { "aws:PrincipalArn": roles } })).to.deep.equal(
        policy({ ArnNotEquals: { "aws:PrincipalArn": [ROLE, sessions] } }),
      );
  });

  it("is otherwise the same", () => {
    const condition = { Bool: { "aws:SecureTransport": "false" }, ArnLike: { "aws:SourceArn": ROLE } };
    expect(adapt(condition)).to.deep.equal(policy(condition));
    const bare = { Version: "2012-10-17", Statement: [{ Effect: "Allow" }] };
    expect(JSON.parse(nameSessionsToo(JSON.stringify(bare)))).to.deep.equal(bare);
  });
});
