import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Sources } from "../../contracts/source.ts";
import { runHere } from "../command/run-here.ts";
import { EU, EU_SOURCES } from "../stacks/eu-company.ts";
import { copyCompany } from "./repository-copy.ts";

/** Besides its own collections, one that the demo has too. */
const WITH_ORDERS: Sources = {
  ...EU_SOURCES,
  crm: { engine: "mongodb", collections: { notes: { title: true }, orders: { status: true } } },
};

describe("npm start for a company with its own databases and CLEAN bucket", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-company-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

  it("runs the first stack that has a cleaner, over the demo's collections in the first database", async () => {
    await copyCompany(folder, WITH_ORDERS, EU);
    const { status, stdout, stderr } = await runHere("local/start.ts", ["--output", "out"], {
      repository: folder,
      calledFrom: folder,
    });
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout)
      .to.match(/^ {2}production-eu-central-1: acme-/m)
      .and.include("to s3://acme-clean/production-eu-central-1/clean/")
      .and.match(/^ +crm\.orders .*agree$/m)
      .and.match(/skipped \d objects? of rows\/crm\/customers\/: unlisted-collection/)
      .and.include("no demo data for notes: the demo makes no such documents")
      .and.not.include("legion");
  });
});
