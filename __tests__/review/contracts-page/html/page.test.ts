import { expect } from "chai";
import { pageWith } from "../page-fixture.ts";

describe("The contracts page, as text", () => {
  it("is one file that loads nothing", () => {
    expect(pageWith()).not.to.match(/<(link|img|iframe|object|embed|base)\b|<script [^>]*src|@import|url\(/);
    expect(pageWith()).to.match(/^<!doctype html>/);
  });

  it("allows only its own script and its own style", () => {
    const [policy] = /content="default-src[^"]*"/.exec(pageWith()) ?? [""];
    expect(policy.replaceAll("&#39;", "'")).to.match(
      /^content="default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'"$/,
    );
  });

  it("never treats a name, purpose or ref as HTML", () => {
    expect(pageWith()).not.to.include("<img");
    expect(pageWith()).to.include("&#60;img src=&#34;https://evil.example/x&#34;");
  });

  it("is the same for the same input", () => {
    expect(pageWith()).to.equal(pageWith());
  });

  it("leaves out parts that were not requested", () => {
    const page = pageWith({ since: false, raw: false });
    expect(page).not.to.match(/What changed|To check|What is dropped|Only what changed|Compared with/);
    expect(page).to.include("No RAW files were given, so dropped names are not shown.");
  });

  it("has no value from RAW", () => {
    expect(pageWith()).not.to.match(/secret|Bergen/);
  });
});
