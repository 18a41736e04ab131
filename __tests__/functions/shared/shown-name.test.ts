import { expect } from "chai";
import fc from "fast-check";
import { shownName } from "../../../functions/shared/shown-name.ts";

describe("A name as it is shown", () => {
  it("is the name if it is plain", () => {
    for (const name of ["ssn", "first name", "a.b", 'say "hi"', ""]) expect(shownName(name)).to.equal(name);
  });

  it("has no character that a terminal obeys, or that looks like another", () => {
    expect(shownName("\u001b[2Jx\r\n")).to.equal("\\u{1b}[2Jx\\u{d}\\u{a}");
    expect(shownName("größe")).to.equal("gr\\u{f6}\\u{df}e");
    expect(shownName("\u202e\u{1f600}")).to.equal("\\u{202e}\\u{1f600}");
    expect(shownName("\\u{a}")).to.equal("\\\\u{a}");
  });

  it("is short, and says that it was shortened", () => {
    expect(shownName("a".repeat(64))).to.equal("a".repeat(64));
    expect(shownName("a".repeat(65))).to.equal(`${"a".repeat(64)}...`);
    expect(shownName("a".repeat(5_000_000))).to.equal(`${"a".repeat(64)}...`);
  });

  it("is printable ASCII of at most 67 characters, whatever the name is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        expect(shownName(name)).to.match(/^[ -~]{0,67}$/);
      }),
    );
  });

  it("differs for names that differ, if they are not shortened", () => {
    const name = fc.string({ unit: "binary", maxLength: 6 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(shownName(one) === shownName(other)).to.equal(one === other);
      }),
    );
  });
});
