import { expect } from "chai";
import { didYouMean, nearest } from "../../command/did-you-mean.ts";

describe("Did you mean", () => {
  const finds = (name: string, known: readonly string[], meant: string | undefined) =>
    expect(nearest(name, known), name).to.equal(meant);

  it("finds a name with letters missing, doubled, wrong or swapped", () => {
    const known = ["audit", "cases", "customers", "orders", "products"];
    finds("custmers", known, "customers");
    finds("customerss", known, "customers");
    finds("oders", known, "orders");
    finds("prodcuts", known, "products");
    finds("case", known, "cases");
    finds("production-us-west2", ["production-us-east-1", "production-us-west-2"], "production-us-west-2");
  });

  it("finds a name that differs only in letter case", () => {
    finds("Tier", ["time", "tier"], "tier");
    finds("snowpipeSqsARN", ["snowpipeSqsArn"], "snowpipeSqsArn");
  });

  it("finds a name with DMS's prefix, and one without it", () => {
    finds("segments", ["segment_id", "array_segments"], "array_segments");
    finds("customer_id", ["customer_ip", "oid_customer_id"], "oid_customer_id");
    finds("array_tags", ["tags"], "tags");
  });

  it("finds nothing for a known name, for a name that is unlike all others, or in an empty list", () => {
    finds("audit", ["audit", "audits"], undefined);
    finds("audit", ["customers", ""], undefined);
    finds("id", ["at", "to"], undefined);
    finds("audit", [], undefined);
    finds("", ["array_", "x"], undefined);
  });

  it("is a sentence to append, or empty", () => {
    expect(didYouMean("custmers", ["customers"])).to.equal(" Did you mean customers?");
    expect(didYouMean("xyz", ["customers"])).to.equal("");
  });
});
