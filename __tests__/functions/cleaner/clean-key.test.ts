import { expect } from "chai";
import { cleanKey } from "../../../functions/cleaner/clean-key.ts";
import type { CleanerEnvironment } from "../../../functions/cleaner/environment.ts";

describe("The CLEAN key", () => {
  const version = { etag: "abc", maskHash: "0011223344556677" };
  const sameName = { cleanPrefix: "production-us-west-2/clean/", cleanNames: "same-name" } as CleanerEnvironment;
  const versioned = { ...sameName, cleanNames: "versioned" } as CleanerEnvironment;

  it("[C-025, C-044] puts the RAW path under the CLEAN prefix", () => {
    const key = "production-us-west-2/clean/legion/audit/LOAD00000001.json.gz";
    expect(cleanKey("legion/audit/LOAD00000001.csv.gz", version, sameName)).to.equal(key);
    const bare = { ...sameName, cleanPrefix: "production-us-west-2/clean" };
    expect(cleanKey("legion/audit/LOAD00000001.csv.gz", version, bare)).to.equal(key);
  });

  it("[C-026] ends in .json.gz, whatever the RAW key ends in", () => {
    for (const name of ["x.csv.gz", "x.csv", "x.CSV.GZ", "x.gz", "x"]) {
      expect(cleanKey(`legion/audit/${name}`, version, sameName), name).to.match(/\/audit\/x\.json\.gz$/);
    }
    expect(cleanKey("legion/audit/x.csv.bak.csv.gz", version, sameName)).to.match(/\/x\.csv\.bak\.json\.gz$/);
  });

  it("has eight hex digits, which change if the object or the mask changes", () => {
    const key = (etag: string, hash: string) => cleanKey("legion/audit/x.csv.gz", { etag, maskHash: hash }, versioned);
    expect(key("abc", "1"))
      .to.match(/\/x\.[0-9a-f]{8}\.json\.gz$/)
      .and.equal(key("abc", "1"));
    expect(new Set([key("abc", "1"), key("abd", "1"), key("abc", "2")]).size).to.equal(3);
  });
});
