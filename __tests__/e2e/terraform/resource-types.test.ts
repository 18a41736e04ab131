import { expect } from "chai";
import { ALL } from "../../stacks/fixtures.ts";
import { synth as synthStream } from "../../stacks/mysql-to-snowflake/synth.ts";
import { synthAll } from "../../stacks/synth.ts";
import { APPLIED, LEFT_OUT } from "./resource-types.ts";

describe("The end-to-end tests", () => {
  it("apply exactly the types of resources that the stacks have, or say why not", () => {
    const types = [...synthAll(ALL).values(), synthStream()].flatMap(({ resource = {} }) => Object.keys(resource));
    expect(Object.keys({ ...APPLIED, ...LEFT_OUT }).sort()).to.deep.equal([...new Set(types)].sort());
    expect(Object.keys(LEFT_OUT).filter((type) => type in APPLIED)).to.deep.equal([]);
  });
});
