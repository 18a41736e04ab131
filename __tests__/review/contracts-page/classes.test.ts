import { expect } from "chai";
import { key, notPersonal, phi, pii } from "../../../contracts/field.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import { describeCollections } from "../../../review/contracts-page/describe.ts";
import { contractsPage } from "../../../review/contracts-page/html/page.ts";
import { HOSTILE } from "./page-fixture.ts";

describe("Types and classes on the contracts page", () => {
  function page(allowList: AllowList, before?: AllowList): string {
    const contracts = { allowList, tables: new Map(), lands: new Map(), sources: new Map(), before, raw: new Map() };
    const provenance = {
      madeAt: new Date("2026-11-21T12:00:00Z"),
      commit: undefined,
      isChanged: false,
      since: before && { ref: "main", commit: undefined },
    };
    return contractsPage({ provenance, collections: describeCollections(contracts), unlisted: [] });
  }

  it("are shown next to the field: its type, its class, or the reason for no class", () => {
    const users: AllowList = {
      users: {
        _id: key(pii("customer_id", "integer")),
        born: phi("date_of_birth", "date"),
        name: notPersonal(HOSTILE),
      },
    };
    expect(page(users))
      .to.include('<span class="class">phi date_of_birth</span><span class="form">date</span>')
      .and.include('<span class="class">pii customer_id</span><span class="form">key, integer</span>')
      .and.match(/Not personal: <code>&#60;img src/)
      .and.not.include("<img");
  });

  it("are shown if they changed; a removed class counts as more", () => {
    const [before, now] = [
      { users: { email: pii("email"), note: true } },
      { users: { email: "date", note: pii("free_text") } },
    ] as const;
    const text = page(now, before);
    expect(text).to.match(
      /data-find="email" data-change="more"[\s\S]*no longer masked as before[\s\S]*Before: pii email\. Now: no class\./,
    );
    expect(text).to.match(
      /data-find="note" data-change="other"[\s\S]*masked now[\s\S]*Before: no class\. Now: pii free_text\./,
    );
    expect(page({ users: { note: "date" } }, { users: { note: true } })).to.include("Before: text. Now: date.");
  });

  it("are in the verdict: a removed class is not a field more, and a type is neither", () => {
    const before: AllowList = { users: { email: pii("email"), note: true } };
    const verdict = (now: AllowList) => /<p class="verdict[^>]*>.*<\/p>/.exec(page(now, before))?.[0];
    expect(verdict({ users: { email: "text", note: true } })).to.equal(
      '<p class="verdict more">Nothing leaves that did not at <code>main</code>. <strong>No longer masked as before: 1 field in 1 collection.</strong></p>',
    );
    expect(verdict({ users: { email: pii("email"), note: "date" } })).to.equal(
      '<p class="verdict">Nothing leaves that did not at <code>main</code>.</p>',
    );
    expect(page({ users: { email: "text", note: true } }, before)).to.match(
      /unmasked<small>[^<]*<\/small><\/dt><dd>1</,
    );
  });
});
