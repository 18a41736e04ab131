import { expect } from "chai";
import { pageWith, pageWithTable } from "../page-fixture.ts";

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

  it("shows a table: its engine and key, types, classes, large objects, what changed, and where it lands", () => {
    const [, section = ""] = pageWithTable().split('id="collection-practice~2fnotes"');
    const shown = section
      .slice(0, section.indexOf("</section>"))
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
    expect(shown)
      .to.include("A table of MySQL, with the key practice_id , id . Columns that are not listed stay in it.")
      .and.include("5 listed fields")
      .and.match(
        /practice_id key, integer id key, integer body \+ new phi free_text text A large object, of up to 2,048 KB\./,
      )
      .and.match(/signed_at ~ other type timestamp/)
      .and.include("dms_replicated_at , Op , dms_change_sequence in every table")
      .and.include("No purpose is written above its contract.")
      .and.include("s3://clearwell-changes-us-west-2-production/practice/notes/");
    expect(pageWithTable())
      .to.include("More leaves than at <code>main</code>: 1 field in 1 table.")
      .and.include("A column of a table that is not listed stays in the source.");
    expect(pageWith()).not.to.include("in every table</span>").and.not.include("stays in the source");
  });

  it("has no value from RAW", () => {
    expect(pageWith()).not.to.match(/secret|Bergen/);
  });
});
