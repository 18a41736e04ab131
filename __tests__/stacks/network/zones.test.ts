import { expect } from "chai";
import { zoneIds } from "../../../stacks/network/zones.ts";

/** As AWS's page lists them. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html */
const IDS: Readonly<Record<string, string>> = {
  "us-west-2": "usw2-az1 usw2-az2 usw2-az3",
  "us-east-2": "use2-az1 use2-az2 use2-az3",
  "eu-west-1": "euw1-az1 euw1-az2 euw1-az3",
  "eu-central-2": "euc2-az1 euc2-az2 euc2-az3",
  "eu-north-1": "eun1-az1 eun1-az2 eun1-az3",
  "eu-south-2": "eus2-az1 eus2-az2 eus2-az3",
  "ap-southeast-2": "apse2-az1 apse2-az2 apse2-az3",
  "ap-northeast-3": "apne3-az1 apne3-az2 apne3-az3",
  "ap-south-1": "aps1-az1 aps1-az2 aps1-az3",
  "af-south-1": "afs1-az1 afs1-az2 afs1-az3",
  "ca-west-1": "caw1-az1 caw1-az2 caw1-az3",
  "il-central-1": "ilc1-az1 ilc1-az2 ilc1-az3",
  "me-south-1": "mes1-az1 mes1-az2 mes1-az3",
  "sa-east-1": "sae1-az1 sae1-az2 sae1-az3",
};

describe("the zones of a region", () => {
  for (const [region, ids] of Object.entries(IDS)) {
    it(`are ${ids} in ${region}`, () => {
      expect(zoneIds(region).join(" ")).to.equal(ids);
    });
  }

  it("do not include a zone that a region lacks, or that is not open to all accounts", () => {
    expect(zoneIds("ca-central-1")).to.deep.equal(["cac1-az1", "cac1-az2", "cac1-az4"]);
    expect(zoneIds("us-east-1")).to.deep.equal(["use1-az1", "use1-az2", "use1-az4"]);
    expect(zoneIds("ap-northeast-1")).to.deep.equal(["apne1-az1", "apne1-az2", "apne1-az4"]);
    expect(zoneIds("us-west-1")).to.deep.equal(["usw1-az1", "usw1-az3"]);
  });
});
