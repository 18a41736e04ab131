import { expect } from "chai";
import { watched } from "./watched.ts";

describe("A watched value", () => {
  const settings = () => watched({ name: "a", days: 0, tags: { x: "1", y: "2" }, rule: [{ id: "b" }] });

  it("names the parts that nobody has read, at any depth", () => {
    const { value, unread } = settings();
    expect(value.name + value.rule[0]?.id + value.tags.x).to.equal("ab1");
    expect(unread()).to.deep.equal(["days", "tags.y"]);
  });

  it("counts as read if it was copied, mapped or written as JSON", () => {
    const { value, unread } = settings();
    expect({ ...value.tags }).to.deep.equal({ x: "1", y: "2" });
    expect(value.rule.map(({ id }) => id)).to.deep.equal(["b"]);
    expect(unread()).to.deep.equal(["name", "days"]);
    expect(JSON.parse(JSON.stringify(value))).to.include({ name: "a", days: 0 });
    expect(unread()).to.deep.equal([]);
  });
});
