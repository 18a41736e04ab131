import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { pii } from "../../contracts/field.ts";
import { fieldsPage } from "../../docs/fields-page.ts";
import { describeCollections } from "../../review/contracts-page/describe.ts";
import { contractsPage } from "../../review/contracts-page/html/page.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";

const BEFORE: Contract = { state: true };
const AFTER: Contract = { state: true, email: pii("email") };

describe('The line email: pii("email") in a contract', () => {
  it("makes a column with a tag in its view, and the tag's policy, in Snowflake", () => {
    const lines = gained(sql);
    const view = lines.find((line) => line.startsWith("email WITH TAG"));
    expect(view).to.equal("email WITH TAG (CLEARWELL_PRODUCTION.governance.pii = 'email'),");
    expect(
      lines.some((line) => /^WHEN .*= 'email' AND IS_DATABASE_ROLE_IN_SESSION\('READ_PII_EMAIL'\) THEN val/.test(line)),
    ).to.equal(true);
    expect(lines.some((line) => line.startsWith("CREATE DATABASE ROLE ") && line.includes("READ_PII_EMAIL"))).to.equal(
      true,
    );
  });

  it("is a line of the data dictionary, with its class, view and column", () => {
    expect(gained(dictionary)).to.deep.equal(["| `email` | text | pii email | `tickets` | `email` |"]);
  });

  it("is a field of the contracts page, with its class", () => {
    const added = gained(page).join("\n");
    expect(added).to.include("<code>email</code>").and.include('<span class="class">pii email</span>');
  });
});

/** The lines that the contract's new line brings. */
function gained(write: (contract: Contract) => string): string[] {
  const before = new Set(lines(write(BEFORE)));
  return lines(write(AFTER)).filter((line) => !before.has(line));
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

function sql(tickets: Contract): string {
  return sqlFiles(targetOf({ tickets }))
    .flatMap(({ statements }) => statements)
    .join("\n");
}

function dictionary(tickets: Contract): string {
  return fieldsPage({ desk: { engine: "mongodb", collections: { tickets } } });
}

function page(tickets: Contract): string {
  const none = new Map<string, never>();
  const collections = describeCollections({
    allowList: { tickets },
    tables: none,
    lands: none,
    sources: none,
    before: undefined,
    raw: none,
  });
  const madeAt = new Date("2026-11-21T12:00:00Z");
  const provenance = { madeAt, commit: undefined, isChanged: false, since: undefined };
  return contractsPage({ provenance, collections, unlisted: [] });
}
