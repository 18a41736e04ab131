import { expect } from "chai";
import type { AllowList } from "../../../contracts/mask.ts";
import { describeCollections } from "../../../review/contracts-page/describe.ts";
import { ALL } from "../../stacks/fixtures.ts";

const LIST: AllowList = {
  tickets: { state: true, address: { country: true, geo: { region: true } }, array_labels: "json", gone: true },
  skus: { _id: "key", name: true },
};
const HEADER = [
  "dms_replicated_at",
  "oid__id",
  "state",
  "address.country",
  "address",
  "email",
  "mail.ann@b.example",
  "array_labels",
  "Op",
];

const describeWith = (header: readonly string[]) => describeCollections(LIST, ALL, new Map([["tickets", header]]));
const fates = (of: ReturnType<typeof describeWith>[number] | undefined) =>
  of?.columns.map(({ column, fate, paths }) => [column, fate, ...paths].join(" "));

describe("The page's view of a collection", () => {
  it("is what becomes of each column of its RAW files", () => {
    const [tickets] = describeWith(HEADER);
    expect(fates(tickets)).to.deep.equal([
      "Op by itself",
      "dms_replicated_at by itself",
      "oid__id by itself",
      "state whole",
      "address.country whole",
      "address in part address.country address.geo.region",
      "email dropped",
      "array_labels as JSON",
    ]);
    expect(tickets).to.include({ hasSample: true, droppedUnnamed: 1 });
    expect(tickets?.absent).to.include("gone");
  });

  it("names no dropped column that may be somebody's name", () => {
    expect(JSON.stringify(describeWith(HEADER))).not.to.include("ann@b");
  });

  it("is what is listed where there is no RAW file of it", () => {
    const [, skus] = describeWith(HEADER);
    expect(fates(skus)).to.deep.equal(["_id by itself", "dms_replicated_at by itself", "Op by itself", "name whole"]);
    expect(skus).to.include({ hasSample: false });
  });

  it("says where it lands, in each stack that has a pipeline", () => {
    expect(describeWith([])[0]?.lands).to.deep.equal([
      "s3://legion-clean-analytics/production-us-west-2/clean/legion/tickets/",
      "s3://legion-clean-analytics/production-us-east-1/clean/legion/tickets/",
      "s3://legion-clean-analytics/staging-us-west-2/clean/legion/tickets/",
    ]);
  });
});
