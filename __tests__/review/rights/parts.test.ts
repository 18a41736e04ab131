import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import { ENVIRONMENTS } from "../../../environments/environments.ts";
import { POLICY_LIMIT, partsOf } from "../../../review/rights/parts.ts";
import { rightsFor } from "../../../review/rights/policy.ts";
import { scopesOf } from "../../../review/rights/scope.ts";
import { policyDocument, type Statement } from "../../../stacks/policy.ts";
import { synthEvery } from "../../stacks/synth.ts";

describe("A policy that is longer than IAM allows", () => {
  const allowed = (statements: readonly Statement[]) =>
    statements.flatMap(({ Sid: _name, Action, ...rest }) =>
      Action.map((action) => JSON.stringify({ action, ...rest })),
    );

  it("is several that together allow the same, for the shipped production with all its pipelines and a state", async () => {
    const state = { bucket: "example-terraform-state", region: "eu-central-1" };
    const environments = ENVIRONMENTS.map((environment) => ({ ...environment, state }));
    const scopes = scopesOf("production", environments, synthEvery({ environments, sources: SOURCES }));
    const policies = [
      await rightsFor("plan", scopes.all),
      ...(await Promise.all(
        Object.entries(scopes).flatMap(([name, scope]) =>
          name === "all" || scope.stacks.length === 0 ? [] : [rightsFor("deploy", scope)],
        ),
      )),
    ];
    const parts = policies.map(partsOf);
    expect(parts.flat().filter((part) => policyDocument(part).length > POLICY_LIMIT)).to.deep.equal([]);
    for (const [index, policy] of policies.entries())
      expect(allowed(parts[index]?.flat() ?? [])).to.deep.equal(allowed(policy));
    expect(parts[0], "otherwise this shows nothing").to.have.length.above(1);
  });

  it("has each name of a statement once in a part, as IAM wants it", () => {
    const Action = Array.from({ length: 400 }, (_, index) => `s3:Get${"x".repeat(20)}${index}`);
    const parts = partsOf([
      { Sid: "S3", Effect: "Allow", Action, Resource: ["*"] },
      { Sid: "State", Effect: "Allow", Action: ["s3:PutObject"], Resource: ["*"] },
    ]);
    expect(parts).to.have.length(3);
    for (const part of parts) expect(new Set(part.map(({ Sid }) => Sid)).size).to.equal(part.length);
  });

  it("is one part if it is short enough", () => {
    const statement = { Sid: "S3", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] } as const;
    expect(partsOf([statement])).to.deep.equal([[statement]]);
  });
});
