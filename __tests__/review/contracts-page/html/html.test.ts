import { expect } from "chai";
import { anchorOf } from "../../../../review/contracts-page/html/anchor.ts";
import { Html, html, name, names } from "../../../../review/contracts-page/html/html.ts";
import { prose } from "../../../../review/contracts-page/html/prose.ts";

describe("HTML", () => {
  it("escapes inserted values, except HTML", () => {
    expect(html`<b title="${`"'<&>`}">${[1, "<", html`<i>`, undefined]}</b>`.text).to.equal(
      '<b title="&#34;&#39;&#60;&#38;&#62;">1&#60;<i></b>',
    );
    expect(html`${new Html("<br>")}`.text).to.equal("<br>");
  });

  it("shows characters of a name that are invisible or change the text's direction", () => {
    expect(name("a b").text).to.equal("<code>a b</code>");
    expect(name("a\u202Eb\u0000\u200B\u00A0\u2028\uD800").text).to.equal(
      "<code>a\\u{202e}b\\u{0}\\u{200b}\\u{a0}\\u{2028}\\u{d800}</code>",
    );
    expect(name("straße_名").text).to.equal("<code>straße_名</code>");
    expect(html`${names(["a", "<"])}`.text).to.equal("<code>a</code>, <code>&#60;</code>");
  });

  it("shows text in backticks as a name, and escapes all of a comment", () => {
    expect(html`${prose("Its `_id` is <b>, `x` too. A ` alone")}`.text).to.equal(
      "Its <code>_id</code> is &#60;b&#62;, <code>x</code> too. A ` alone",
    );
  });

  it("has an anchor for each collection, with any name", () => {
    expect(anchorOf("orders.v2-eu")).to.equal("collection-orders.v2-eu");
    expect(anchorOf('a b"#%é~')).to.equal("collection-a~20b~22~23~25~e9~7e");
  });
});
