import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { newestObject } from "../../../ops/status/newest-object.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { at, type FakeStacks, fakeStacks } from "./fake-stacks.ts";

const FOLDER = { bucket: "b", prefix: "p/tickets/", owner: "111122223333" };

describe("the newest object of a collection", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;
  const add = (name: string, modified: Date) => stacks.objects.set(`b/p/tickets/${name}`, modified);

  function newest() {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const s3 = new S3Client({ region: "us-west-2", endpoint: aws.endpoint, forcePathStyle: true, credentials });
    return newestObject(s3, FOLDER, new Date("2026-11-20T12:00:00Z"));
  }

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  it("is the one that was written last, on several pages, whatever its name", async () => {
    for (const minute of ["10", "11", "12", "13", "14"]) add(`20261121-10${minute}00000.csv.gz`, at(`10:${minute}`));
    add("LOAD00000001.csv.gz", at("09:00"));
    expect(await newest()).to.deep.equal({ key: "p/tickets/20261121-101400000.csv.gz", at: at("10:14") });
    add("LOAD00000002.csv.gz", at("11:00"));
    expect(await newest()).to.deep.equal({ key: "p/tickets/LOAD00000002.csv.gz", at: at("11:00") });
  });

  it("is found without listing what is older than yesterday", async () => {
    for (const day of ["13", "14", "15", "16"]) add(`202611${day}-100000000.csv.gz`, new Date(`2026-11-${day}`));
    add("20261121-100000000.csv.gz", at("10:00"));
    expect(await newest()).to.include({ key: "p/tickets/20261121-100000000.csv.gz" });
    expect(aws.calls.map(({ input }) => input.query["start-after"])).to.deep.equal(["p/tickets/20261120"]);
  });

  it("is found if all are older", async () => {
    add("20261114-100000000.csv.gz", new Date("2026-11-14T10:00:00Z"));
    expect(await newest()).to.include({ key: "p/tickets/20261114-100000000.csv.gz" });
  });

  it("is found if only files of a load are after yesterday, whose names have no date", async () => {
    add("LOAD00000001.csv.gz", new Date("2026-11-13T10:00:00Z"));
    add("20261114-100000000.csv.gz", new Date("2026-11-14T10:00:00Z"));
    expect(await newest()).to.include({ key: "p/tickets/20261114-100000000.csv.gz" });
  });

  it("is not from another collection whose name begins the same", async () => {
    stacks.objects.set("b/p/tickets-old/20261121-100000000.csv.gz", at("10:00"));
    expect(await newest()).to.equal(undefined);
  });
});
