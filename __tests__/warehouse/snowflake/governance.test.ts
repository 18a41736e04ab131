import { expect } from "chai";
import type { Contract } from "../../../contracts/contract.ts";
import { phi, pii } from "../../../contracts/field.ts";
import { PHI_KINDS, PII_KINDS } from "../../../contracts/kinds.ts";
import { listedFields } from "../../../contracts/listed-fields.ts";
import { analyticsViews } from "../../../warehouse/snowflake/analytics.ts";
import { governance, masksIn, rotateSecret } from "../../../warehouse/snowflake/governance.ts";
import { collectionsIn } from "../../../warehouse/snowflake/target.ts";
import { maskType } from "../../../warehouse/snowflake/types.ts";
import { targetOf } from "./target-of.ts";

const EVERY_TYPE = ["text", "integer", "number", "decimal(12,2)", "boolean", "date", "timestamp"] as const;

describe("Snowflake's masks", () => {
  it("[P-13] have a policy for each pair of tag and type in use: a column whose type has none would be shown in clear", () => {
    const contract = Object.fromEntries(
      EVERY_TYPE.flatMap((type, at) => [
        [`a${at}`, pii("email", type)],
        [`b${at}`, phi("diagnosis", type)],
      ]),
    );
    const attached = attachedPolicies(contract);
    for (const { personal } of listedFields(contract))
      expect(attached, `${personal?.tag} ${personal?.type}`).to.include(
        `${personal?.tag} ${maskType(personal?.type ?? "text")}`,
      );
    expect(attached).to.have.length(12);
  });

  it("have a policy for each pair also if no contract uses it, so that none is ever taken away from a tag", () => {
    expect(attachedPolicies({ status: true })).to.have.length(12);
    const { makes, statements } = governance(targetOf({ people: { status: true } }));
    expect(
      [...statements, ...makes.flatMap(({ undo }) => undo)].filter((each) => /UNSET MASKING/.test(each)),
    ).to.deep.equal([]);
    for (const body of Object.values(bodies({ status: true }))) expect(body).to.match(/^('\*\*\*'|NULL::.+)$/);
  });

  it("let a number keep its digits: the policy has the largest scale in use", () => {
    const contract: Contract = { income: pii("income", "decimal(12,2)"), glucose: phi("test_result", "decimal(9,4)") };
    const numbers = masksIn(targetOf({ people: contract })).filter(({ type }) => type === "number");
    expect(numbers.map(({ sql }) => sql)).to.deep.equal(["NUMBER(38,4)", "NUMBER(38,4)"]);
  });

  it("leave room for these digits in every classified number, so that a large one is NULL and counted, and fails no query", () => {
    const target = targetOf({
      people: { id: pii("national_id", "integer"), income: pii("income", "decimal(12,4)"), count: "integer" },
    });
    const [collection] = collectionsIn(target);
    const sql = collection === undefined ? "" : analyticsViews(target, collection).statements.join();
    expect(sql).to.include("TRY_CAST(id AS NUMBER(34,0))").and.include("TRY_CAST(income AS NUMBER(12,4))");
    expect(sql).to.include("TRY_CAST(count AS NUMBER(38,0))");
  });

  it("make another policy when the scale grows, because a policy's type can't be altered", () => {
    const names = [2, 4].map((scale) =>
      made({ income: pii("income", `decimal(12,${scale})`) }).find((name) => name.includes("pii_number")),
    );
    expect(new Set(names).size).to.equal(2);
  });

  it("[P-15] show a kind in clear only to its own role", () => {
    const body = bodyOf({ mail: pii("email"), phone: pii("phone") }, "mask_pii_text");
    expect(body).to.include("= 'email' AND IS_DATABASE_ROLE_IN_SESSION('READ_PII_EMAIL') THEN val");
    expect(body).to.include("= 'phone' AND IS_DATABASE_ROLE_IN_SESSION('READ_PII_PHONE') THEN val");
    expect(body.match(/THEN val/g)).to.have.length(2);
  });

  it("hide text as *** and every other type as NULL", () => {
    const contract = Object.fromEntries(EVERY_TYPE.map((type, at) => [`a${at}`, pii("email", type)]));
    for (const { tag, type } of masksIn(targetOf({ people: contract }))) {
      const policy = Object.keys(bodies(contract)).find((name) => name.includes(`.mask_${tag}_${type}`)) ?? "";
      expect(bodies(contract)[policy], type).to.match(type === "text" ? /'\*\*\*'(\nEND)?$/ : /NULL::\S+(\nEND)?$/);
    }
  });

  it("hide an identifier that joins need by a hash with the secret, in text only", () => {
    expect(bodyOf({ id: pii("customer_id"), mail: pii("email") }, "mask_pii_text")).to.include(
      "= 'customer_id' THEN CLEARWELL_PRODUCTION.governance.pseudonym('pii customer_id', val)",
    );
    expect(bodyOf({ id: pii("customer_id", "integer") }, "mask_pii_number_0")).not.to.include("pseudonym");
    expect(bodyOf({ mail: pii("email") }, "mask_pii_text")).not.to.include("pseudonym");
  });

  it("change the body of a policy in use and never replace it", () => {
    const { statements } = governance(targetOf({ people: { mail: pii("email") } }));
    expect(statements.filter((each) => /CREATE OR REPLACE/.test(each))).to.deep.equal([]);
    expect(statements.filter((each) => /^ALTER MASKING POLICY \S+ SET BODY ->/.test(each))).to.have.length(12);
  });

  it("allow each kind as a tag's value, and no other", () => {
    const { statements } = governance(targetOf({ people: { mail: pii("email") } }));
    const values = (tag: string) => {
      const found = statements.filter((each) => new RegExp(`^ALTER TAG \\S+[.]${tag} ADD ALLOWED_VALUES`).test(each));
      return [...found.join().matchAll(/'(\w+)'/g)].map(([, kind]) => kind);
    };
    expect(values("pii")).to.deep.equal(Object.keys(PII_KINDS));
    expect(values("phi")).to.deep.equal(Object.keys(PHI_KINDS));
  });

  it("make the secret inside Snowflake and once: no text has it, and a second run keeps it", () => {
    const target = targetOf({ people: { id: pii("customer_id") } });
    const insert = governance(target).statements.filter((each) => each.includes("INSERT"));
    expect(insert).to.have.length(1);
    expect(insert[0]).to.match(/SELECT SHA2\((UUID_STRING\(\)( \|\| )?){4}, 256\), SYSDATE\(\) WHERE NOT EXISTS/);
    expect(rotateSecret(target)).to.match(/^UPDATE .* SET secret = SHA2\(UUID_STRING\(\)/);
  });
});

/** `pii text`, for each policy that a tag has. */
function attachedPolicies(contract: Contract): string[] {
  const { statements } = governance(targetOf({ people: contract }));
  const attach = statements.filter((each) => /^ALTER TAG \S+ SET MASKING POLICY/.test(each)).join("\n");
  return [...attach.matchAll(/MASKING POLICY \S+[.]mask_([a-z]+)_([a-z]+)/g)].map(([, tag, type]) => `${tag} ${type}`);
}

function made(contract: Contract): string[] {
  return governance(targetOf({ people: contract })).makes.map(({ name }) => name);
}

function bodyOf(contract: Contract, policy: string): string {
  return bodies(contract)[`CLEARWELL_PRODUCTION.governance.${policy}`] ?? "";
}

function bodies(contract: Contract): Record<string, string> {
  const { statements } = governance(targetOf({ people: contract }));
  return Object.fromEntries(
    statements.flatMap((each) => {
      const [, name = "", body = ""] = /^ALTER MASKING POLICY (\S+) SET BODY ->\n([\s\S]*)$/.exec(each) ?? [];
      return name === "" ? [] : [[name, body]];
    }),
  );
}
