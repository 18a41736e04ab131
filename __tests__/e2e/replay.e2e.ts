import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { type ReplayInput, replayArn } from "../../stacks/replay.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { PERSONAL, ticketLine, ticketsFile } from "./documents.ts";
import { setVariables } from "./functions.ts";
import type { Pipeline } from "./pipeline.ts";
import { world } from "./setup.ts";
import { until } from "./until.ts";

describe("A replay in an emulator of AWS", () => {
  it("[C-034] cleans what lies in a folder of RAW again: another mask makes a second CLEAN object beside the first", async () => {
    const { primary } = world();
    const folder = "legion/tickets/again/";
    for (const name of ["LOAD00000001", "LOAD00000002", "20260222-101600000"])
      await primary.put(`mongodb-data/${folder}${name}.csv.gz`, ticketsFile(["open"]));
    const before = await primary.clean(`production-us-west-2/clean/${folder}`, 3);
    // What changes here is the text of a null cell, which is part of the mask as its hash goes.
    const restore = await setVariables(primary, { NULL_MARKER: "-" });
    const counts = await replay(primary, `mongodb-data/${folder}`).finally(restore);
    expect(counts).to.include({ total: 3, succeeded: 3, failed: 0 });
    const after = await primary.clean(`production-us-west-2/clean/${folder}`, 6);
    expect(after.map(({ key }) => key)).to.include.members(before.map(({ key }) => key));
    expect(new Set(after.map(({ metadata }) => metadata?.["mask-hash"]))).to.have.property("size", 2);
    for (const { text } of after) expect(text).to.equal(ticketLine("open"));
  });

  it("leaves alone what is older or newer than it was told", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/untimely/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open"]));
    await primary.log("cleaned", key);
    await replay(primary, "mongodb-data/legion/tickets/untimely/", { until: 1_000 });
    expect(await primary.log("cleaned", key)).to.have.length(1);
  });

  it("reports what fails so that `ops failures` reads it as Lambda's own record, and cleans the others", async () => {
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
