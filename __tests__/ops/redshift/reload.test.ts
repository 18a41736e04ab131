import { expect } from "chai";
import { NAME, STACK, useRedshift } from "./fake-redshift.ts";

describe("npm run ops reload of mongodb-to-redshift", () => {
  const { given, ops } = useRedshift();
  const started = () => given.aws.calls.filter(({ operation }) => operation === "StartExecution");
  beforeEach(() => {
    given.aws.on("StartExecution", () => ({ executionArn: "arn:aws:states:execution", startDate: 1 }));
  });

  it("starts an execution that reads the collections anew, and extracts all others as always", async () => {
    const { code, out } = await ops("reload", STACK, "orders", "crm/people", "--yes");
    expect(code).to.equal(0);
    expect(out).to.include("shop/orders, crm/people are read anew by arn:aws:states:execution");
    const [{ input } = { input: undefined }] = started();
    expect(input.stateMachineArn).to.equal(`arn:aws:states:us-west-2:111122223333:stateMachine:${NAME}-run`);
    const { collections } = JSON.parse(input.input) as { collections: Record<string, string>[] };
    expect(Object.fromEntries(collections.map(({ collection, mode }) => [collection, mode]))).to.deep.equal({
      people: "snapshot",
      orders: "snapshot",
      carts: "extract",
    });
    for (const each of collections) expect(each.extract).to.match(/aws_batch_job_definition/);
  });

  it("says what it would do without --yes, and starts nothing", async () => {
    const { code, err } = await ops("reload", STACK, "orders");
    expect(code).to.equal(1);
    expect(err).to.include("Every document of shop/orders").and.include("--yes");
    expect(started()).to.deep.equal([]);
  });

  it("starts nothing while an execution runs", async () => {
    given.executions.push({ status: "RUNNING", startDate: 1 });
    const { code, err } = await ops("reload", STACK, "orders", "--yes");
    expect(code).to.equal(1);
    expect(err).to.include("only one at a time");
    expect(started()).to.deep.equal([]);
  });

  it("starts nothing if an image is missing", async () => {
    given.missing.push(`${NAME}-process`);
    const { code, err } = await ops("reload", STACK, "orders", "--yes");
    expect({ code, started: started() }).to.deep.equal({ code: 1, started: [] });
    expect(err).to.include("IMAGE_MISSING");
  });

  it("names what is spelt wrongly", async () => {
    const { code, err } = await ops("reload", STACK, "order", "--yes");
    expect(code).to.equal(2);
    expect(err).to.include("order is not in the allow-list").and.include("orders");
  });

  it("is one document with --json", async () => {
    expect(JSON.parse((await ops("reload", STACK, "orders", "--yes", "--json")).out)).to.deep.equal({
      stack: STACK,
      reloading: ["shop/orders"],
      execution: "arn:aws:states:execution",
    });
  });
});
