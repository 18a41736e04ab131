import { GetFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { storedObject } from "../../local/s3-object.ts";
import { PERSONAL, ticketLine, ticketsFile } from "./documents.ts";
import { setVariables } from "./functions.ts";
import type { Pipeline } from "./pipeline.ts";
import { world } from "./setup.ts";

const STACK = "production-us-west-2";
const CLEAN = "production-us-west-2/clean/legion/tickets";

describe("A failure in an emulator of AWS", () => {
  it("[C-059] ends as a pointer in the failure queue after three attempts: nothing of the object is in CLEAN, no value of it in the queue", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/broken/LOAD00000001.csv";
    const body = "oid__id,state,email\n1,open,ann@example.org\n2,done,bob@example.org,Okafor\n";
    await primary.put(key, body);
    const text = await primary.failure(key);
    const { requestContext, requestPayload, responsePayload } = JSON.parse(text);
    expect(requestContext).to.include({ condition: "RetriesExhausted", approximateInvokeCount: 3 });
    expect(requestPayload).to.have.nested.property("Records[0].s3.object.key", key);
    const etag = storedObject(Buffer.from(body)).etag.replaceAll('"', "");
    const { failures } = JSON.parse(responsePayload.errorMessage);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ bucket: primary.rawBucket, key, etag, code: "RECORD_WIDTH", line: 3 });
    expect(text).not.to.match(PERSONAL);

    const lines = await primary.log("failed", key, 3);
    expect(lines).to.have.length(3);
    expect(JSON.stringify(lines)).not.to.match(PERSONAL);
    expect(await primary.clean(`${CLEAN}/broken/`, 0)).to.deep.equal([]);
  });

  it("is listed by `ops failures` with the state of its object in RAW, until it is forgotten", async () => {
    const { primary, ops } = world();
    const key = "mongodb-data/legion/tickets/lost/LOAD00000001.csv";
    await primary.put(key, "oid__id,state\n1,open,\n");
    await primary.failure(key);
    const failures = (...options: string[]) =>
      ops("failures", STACK, "--object", "legion/tickets/lost/LOAD00000001.csv", ...options);
    const listed = await failures();
    expect(listed.code).to.equal(1);
    expect(listed.json).to.have.property("failures").with.length(1);
    expect(listed.json).to.have.nested.property("failures[0].code", "RECORD_WIDTH");
    expect(listed.json).to.have.nested.property("failures[0].raw.state", "there");

    await failures("--forget");
    const after = await failures();
    expect(after.code).to.equal(0);
    expect(after.json).to.have.property("failures").that.deep.equals([]);
  });

  it("occurs if a function writes to another stack's prefix in CLEAN; after the repair `ops failures --retry` lands the object", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/astray/LOAD00000001.csv.gz";
    const repair = await setVariables(primary, { CLEAN_PREFIX: "production-us-east-1/clean/" });
    await primary.put(key, ticketsFile(["open"]));
    const { responsePayload } = JSON.parse(await primary.failure(key).finally(repair));
    const [failure] = JSON.parse(responsePayload.errorMessage).failures;
    expect(failure).to.include({ code: "WRITE_FAILED", cause: "AccessDenied 403" });
    expect(await primary.clean("production-us-east-1/clean/legion/", 0)).to.deep.equal([]);
    await retryLands("astray");
  });

  it("occurs for every event while the cleaner is paused; nothing is lost", async () => {
    const { primary } = world();
    const resume = await pause(primary);
    const key = "mongodb-data/legion/tickets/paused/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open"]));
    await primary.failure(key).finally(resume);
    expect(await primary.log("cleaned", key, 0)).to.deep.equal([]);
    await retryLands("paused");
  });
});

/** Retries one object, of an open ticket. */
async function retryLands(folder: string): Promise<void> {
  const { primary, ops } = world();
  const { code, json } = await ops(
    "failures",
    STACK,
    "--retry",
    "--object",
    `legion/tickets/${folder}/LOAD00000001.csv.gz`,
  );
  expect(code).to.equal(0);
  expect(json).to.have.property("retried").with.length(1);
  const clean = await primary.clean(`${CLEAN}/${folder}/`);
  expect(clean.map(({ text }) => text)).to.deep.equal([ticketLine("open")]);
}

/** Like `reservedConcurrency: 0`. @returns a function that ends it */
async function pause({ aws: { lambda }, functionName: FunctionName }: Pipeline): Promise<() => Promise<void>> {
  const before = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  const reserve = async (ReservedConcurrentExecutions = 0) => {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
  };
  await reserve(0);
  return () => reserve(before.ReservedConcurrentExecutions);
}
