import { expect } from "chai";
import { STACK, useStreams } from "./fake-streams.ts";

describe("ops source", () => {
  const { given, ops } = useStreams();

  it("prints what an administrator runs, for a user whose token IAM signs, and asks AWS nothing", async () => {
    const { code, out } = await ops("source", STACK, "shop");
    expect(code).to.equal(0);
    expect(out).to.include("create user if not exists 'producer'@'%' identified with AWSAuthenticationPlugin as 'RDS'");
    expect(out).to.include("grant select (`id`, `mail`, `updated_at`) on `shop`.`people` to 'producer'@'%' //");
    expect(out).to.include("create procedure `clearwell`.`safe_bound`()");
    expect(out).to.include("alter table `shop`.`order_lines` add index `clearwell_updated_at` (`updated_at`, `id`)");
    expect(given.aws.calls).to.deep.equal([]);
  });

  it("[K-01] prints the tables that the contracts need, if it is asked to", async () => {
    const { code, out } = await ops("source", STACK, "shop", "--create-tables");
    expect(code).to.equal(0);
    expect(out).to.include("create table `shop`.`people` (").and.include("create table `shop`.`order_lines` (");
    expect(out).not.to.include("grant");
  });

  it("never has a password: MySQL makes it", async () => {
    given.settings = {
      databases: {
        shop: {
          ...{ everyMinutes: 5, behindMinutes: 30, tables: ["people"] },
          login: { secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:shop" },
          reach: { securityGroupId: "sg-0e11111111111111e", port: 3306 },
        },
      },
    };
    const { out } = await ops("source", STACK, "shop");
    expect(out).to.include("'clearwell_producer'@'%' identified by random password require ssl");
    expect(out).to.include("put it into the secret").and.not.include("order_lines");
  });

  it("knows which databases there are", async () => {
    const { code, err } = await ops("source", STACK, "club");
    expect(code).to.equal(2);
    expect(err).to.include("does not read club. Its databases: shop.");
  });
});
