import { expect } from "chai";
import { rpcMethods } from "./provider.ts";
import { echoed, filledIn, lowerCased, type ReadBacks } from "./read-back.ts";
import type { Schema } from "./schema.ts";
import { fromWire, toWire, type Values } from "./values.ts";

const TYPE = "aws_dms_endpoint";
const attribute = (name: string, computed = false) => ({
  name,
  type: "string",
  required: !computed,
  optional: computed,
  computed,
});

const SCHEMA: Schema = {
  provider: { attributes: [], blocks: [] },
  dataSources: {},
  resources: {
    [TYPE]: {
      attributes: [attribute("endpoint_id"), attribute("settings"), attribute("ssl_mode", true), attribute("id", true)],
      blocks: [],
    },
  },
};

const READ_BACKS: ReadBacks = {
  [TYPE]: {
    ...lowerCased("", "endpoint_id"),
    ...echoed("", "id"),
    ...filledIn("", { ssl_mode: "none" }),
    settings: {
      source: "",
      returned: (sent) => `${String(sent).trim()} `,
      isSame: (state, wanted) => String(state).trim() === wanted,
    },
  },
};

const SENT = { endpoint_id: "Mongo", settings: "a", ssl_mode: null, id: null };
const READ = { endpoint_id: "mongo", settings: "a ", ssl_mode: "none", id: "Mongo" };

describe("the schema-only provider", () => {
  const calls = rpcMethods(SCHEMA, { readBacks: READ_BACKS, deployed: [] });
  const plan = (prior: Values | null, wanted: Values | null) =>
    calls.PlanResourceChange({ type_name: TYPE, prior_state: toWire(prior), proposed_new_state: toWire(wanted) });
  const apply = (planned_state: ReturnType<typeof toWire>) =>
    fromWire(calls.ApplyResourceChange({ type_name: TYPE, planned_state }).new_state);
  const read = (state: Values) =>
    fromWire(calls.ReadResource({ type_name: TYPE, current_state: toWire(state) }).new_state);

  it("stores the response of AWS in the state after a create", () => {
    expect(apply(plan(null, SENT).planned_state)).to.deep.equal(READ);
  });

  it("stores it after a read, too, and the same after another read", () => {
    expect(read({ ...SENT, id: "Mongo" })).to.deep.equal(READ);
    expect(read(READ)).to.deep.equal(READ);
  });

  it("plans no change if the real provider sees none, and keeps what AWS filled in", () => {
    const { planned_state, requires_replace } = plan(READ, { ...READ, settings: "a" });
    expect(fromWire(planned_state)).to.deep.equal(READ);
    expect(requires_replace).to.deep.equal([]);
  });

  it("plans a replacement if AWS returns another name than it was sent", () => {
    const { requires_replace } = plan(READ, { ...READ, endpoint_id: "Mongo" });
    expect(requires_replace).to.deep.equal([{ steps: [{ attribute_name: "endpoint_id" }] }]);
  });

  it("destroys", () => {
    expect(apply(plan(READ, null).planned_state)).to.equal(null);
  });
});
