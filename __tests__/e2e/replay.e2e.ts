import { gzipSync } from "node:zlib";
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { type ReplayInput, replayArn } from "../../stacks/mongodb-to-snowflake/replay.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { PERSONAL, ticketsFile } from "./documents.ts";
import { setVariables } from "./functions.ts";
import type { Pipeline } from "./pipeline.ts";
import { world } from "./setup.ts";
import { until } from "./until.ts";

describe("A replay in an emulator of AWS", () => {
  it("[C-034] is started by `ops replay`: each object that was cleaned under another mask gets a second CLEAN object, and Snowpipe is notified", async () => {
    const { second, snowpipe, ops } = world();
    const replayed = (...options: string[]) =>
      ops("replay", "production-us-east-1", "--collection", "invoices", ...options);
    // Here the null marker differs, which is part of the mask hash.
    const deploy = await setVariables(second, { NULL_MARKER: "-" });
    const names = ["20260222-101600000", "LOAD00000001", "a+b%20 ü✓ 😀"];
    for (const name of names)
      await second.put(`mongodb-data/shop/invoices/${name}.csv.gz`, gzipSync("oid__id,total\n1,NULL\n"));
    const before = await second.clean("production-us-east-1/clean/shop/invoices/", names.length).finally(deploy);
    expect((await replayed()).json).to.nested.include({ "changing.objects": 3 });

    const { code, json } = await replayed("--yes");
    expect({ code, json }).to.nested.include({ code: 0, "json.status": "SUCCEEDED", "json.through": 3 });
    const all = await second.clean("production-us-east-1/clean/shop/invoices/", 2 * names.length);
    const after = all.filter(({ key }) => before.every((old) => old.key !== key));
    expect(before.map(({ text }) => text)).to.deep.equal(names.map(() => '{"total":"NULL","oid__id":"1"}\n'));
    expect(after.map(({ text }) => text)).to.deep.equal(names.map(() => '{"oid__id":"1"}\n'));
    for (const { key } of after) expect(await snowpipe.announcements(key)).to.equal(1);
    expect((await replayed()).json).to.nested.include({ "changing.objects": 0 });
  });

  it("skips objects that are older or newer than its limits", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/untimely/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open"]));
    await primary.log("cleaned", key);
    await replay(primary, "mongodb-data/legion/tickets/untimely/", { until: 1_000 });
    expect(await primary.log("cleaned", key)).to.have.length(1);
  });

  it("reports failures in the form of Lambda's own records for `ops failures`, and cleans the other objects", async () => {
    const { primary, ops } = world();
    const folder = "mongodb-data/legion/tickets/half/";
    const broken = `${folder}LOAD00000001.csv`;
    const failures = (...more: string[]) =>
      ops("failures", "production-us-west-2", "--object", broken.replace("mongodb-data/", ""), ...more);
    await primary.put(broken, "oid__id,state\n1,open,Okafor\n");
    await primary.failure(broken);
    await failures("--forget");
    await primary.put(`${folder}LOAD00000002.csv.gz`, ticketsFile(["open"]));
    const counts = await replay(primary, folder);
    expect(counts).to.include({ total: 2, succeeded: 1, failed: 1 });
    expect(await primary.failure(broken)).not.to.match(PERSONAL);
    const { json } = await failures();
    expect(json).to.have.nested.property("failures[0].raw.state", "there");
  });
});

/** Runs the stack's state machine to its end. @returns its counts of objects */
async function replay({ aws: { sfn } }: Pipeline, prefix: string, differs: Partial<ReplayInput> = {}) {
  const input: ReplayInput = { prefix, since: 0, until: 2_000_000_000, tolerated: 20, ...differs };
  const start = { stateMachineArn: replayArn(PRIMARY), input: JSON.stringify(input) };
  const { executionArn } = await sfn.send(new StartExecutionCommand(start));
  await until(`the replay of ${prefix} to end`, async () => {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return status === "RUNNING" ? undefined : status;
  });
  const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }));
  const { itemCounts } = await sfn.send(new DescribeMapRunCommand({ mapRunArn: mapRuns[0]?.mapRunArn }));
  return itemCounts;
}
