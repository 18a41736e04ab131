import { expect } from "chai";
import { at } from "../status/fake-stacks.ts";
import { BUCKET, STACK, useStreams } from "./fake-streams.ts";

const WATERMARK = "/clearwell/production/mysql/shop/people/watermark";
const FINDING = { code: "INDEX_ABSENT", where: "shop/people", problem: "no index", remedy: "Make one." } as never;

describe("ops status of mysql-to-snowflake", () => {
  const { given, ops } = useStreams();
  const found = async () => {
    const { code, out } = await ops("status", STACK, "--json");
    const { streams } = JSON.parse(out);
    return { code, ...streams[0] };
  };

  it("is well after the first deploy, with all off", async () => {
    const { code, out } = await ops("status");
    expect(code).to.equal(0);
    expect(out)
      .to.include("All well.")
      .and.to.match(/schedules +off/);
    expect(out).to.match(/shop\.people +production-us-west-2-mysql-to-snowflake +off +- +-/);
  });

  it("shows of each table up to when it was read, and the newest file", async () => {
    given.watermarks.set(WATERMARK, "2026-11-21 11:50:00.123456 control 2026-11-21");
    given.fake.objects.set(`${BUCKET}/data/stream/shop/people/year=2026/month=11/day=21/x.json.gz`, at("11:51"));
    const { tables } = await found();
    expect(tables[1]).to.deep.equal({
      ...{ table: "shop.people", schedule: "DISABLED", watermark: "2026-11-21T11:50:00.123Z" },
      newest: {
        key: "data/stream/shop/people/year=2026/month=11/day=21/x.json.gz",
        at: "2026-11-21T11:51:00.000Z",
      },
    });
  });

  it("finds a table that is further behind than the settings allow, if its schedule is on", async () => {
    given.watermarks.set(WATERMARK, "2026-11-21 11:29:00.000000 control 2026-11-20");
    expect((await found()).problems).to.deep.equal([]);
    await ops("start", STACK);
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems).to.deep.equal([
      {
        ...{ where: "shop.people", problem: "read up to 31 minutes ago, and 30 are expected" },
        remedy: "docs/runbook.md#watermark-age",
      },
    ]);
  });

  it("finds objects under errors/, which nobody may read", async () => {
    given.fake.objects.set(`${BUCKET}/errors/shop/people/processing-failed/x.json.gz`, at("11:51"));
    const { code, errors, problems } = await found();
    expect({ code, errors }).to.deep.equal({ code: 1, errors: 1 });
    expect(problems[0].remedy).to.equal("docs/runbook.md#objects-under-errors");
    const reads = given.aws.calls.filter(({ operation }) => operation.startsWith(`GET /${BUCKET}/errors`));
    expect(reads).to.deep.equal([]);
  });

  it("finds what the producer's check finds, and a producer that gives no answer", async () => {
    given.report = { findings: [FINDING] };
    expect((await found()).problems).to.deep.equal([
      { where: "shop/people", problem: "INDEX_ABSENT: no index", remedy: "Make one." },
    ]);
    given.report = {} as never;
    const { sources, problems } = await found();
    expect(sources).to.deep.equal({ shop: null });
    expect(problems[0].where).to.equal("source shop");
  });

  it("finds a bucket that does not notify Snowpipe, once its queue is known", async () => {
    given.settings = { snowpipeSqsArn: "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE" };
    const { notification, problems } = await found();
    expect(notification).to.equal("missing");
    expect(problems[0].where).to.equal("bucket -> Snowpipe");
  });

  it("finds a schedule, a parameter that is not there, and one without a time", async () => {
    given.schedules.delete("shop-people");
    given.watermarks.delete(WATERMARK);
    given.watermarks.set("/clearwell/production/mysql/shop/order_lines/watermark", "yesterday");
    const { problems } = await found();
    expect(
      problems.map(({ problem }: { problem: string }) => problem.replace(/ in us-west-2.*|: deploy.*/, "")),
    ).to.have.members([
      "There is no schedule clearwell-production-us-west-2-mysql-shop-people",
      `There is no parameter ${WATERMARK}`,
      "/clearwell/production/mysql/shop/order_lines/watermark has no time.",
    ]);
  });
});
