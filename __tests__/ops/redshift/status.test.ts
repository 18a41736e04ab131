import { expect } from "chai";
import { BUCKET, NAME, STACK, useRedshift } from "./fake-redshift.ts";

const AT = new Date("2026-11-21T11:50:00Z");

describe("npm run ops status of mongodb-to-redshift", () => {
  const { given, ops } = useRedshift();
  const execution = (status: string) => ({ status, startDate: AT.getTime() / 1000, stopDate: AT.getTime() / 1000 });

  it("shows the schedule, the newest execution, the images and each collection's newest batch", async () => {
    given.schedule.State = "ENABLED";
    given.executions.push(execution("SUCCEEDED"));
    for (const key of [
      "raw/shop/orders/00000006.json",
      "raw/shop/orders/00000007-changes-0a1b2c3d.parquet",
      "raw/shop/orders/00000007.json",
    ])
      given.fake.objects.set(`${BUCKET}/${key}`, AT);
    const { code, out } = await ops("status", STACK);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/schedule +on/)
      .and.match(/newest execution +SUCCEEDED, 10 min ago/);
    expect(out)
      .to.match(/images +there/)
      .and.match(/collections stopped +0/);
    expect(out).to.match(/shop\/orders +production-us-west-2-mongodb-to-redshift +00000007 +10 min ago +yes/);
    expect(out)
      .to.match(/shop\/carts +\S+ +- +- +yes/)
      .and.include("All well.");
  });

  it("exits with 1 if an image is missing, and says IMAGE_MISSING and what to run", async () => {
    given.missing.push(`${NAME}-extract`, `${NAME}-process`);
    const { code, out } = await ops("status", STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/images +IMAGE_MISSING/)
      .and.include(`ops -- image push ${STACK}`);
  });

  it("exits with 1 if the newest execution that ended failed, also while another runs", async () => {
    given.executions.push(
      { ...execution("RUNNING"), stopDate: undefined },
      execution("FAILED"),
      execution("SUCCEEDED"),
    );
    const { code, out } = await ops("status", STACK);
    expect(code).to.equal(1);
    expect(out).to.include("the newest one that ended is FAILED").and.include("docs/runbook.md#run-failed");
  });

  it("exits with 1 if a collection is stopped, and says since when", async () => {
    given.fake.objects.set(`${BUCKET}/stopped/shop/orders.json`, AT);
    const { code, out } = await ops("status", STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/shop\/orders .*stopped/)
      .and.include("not loaded since 2026-11-21T11:50:00.000Z");
  });

  it("is one document with --json, beside those of other pipelines", async () => {
    const { redshift, ok } = JSON.parse((await ops("status", "--json")).out);
    expect(ok).to.equal(true);
    expect(redshift[0]).to.deep.include({ stack: STACK, schedule: "DISABLED", missingImages: [], executions: [] });
  });
});
