import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { storedObject } from "../../local/s3-object.ts";
import { PERSONAL, ticketLine, ticketsFile } from "./documents.ts";
import type { Pipeline } from "./pipeline.ts";
import { world } from "./setup.ts";

/** What Lambda puts into the queue: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
interface FailureRecord {
  readonly requestContext: { readonly condition: string; readonly approximateInvokeCount: number };
  readonly requestPayload: object;
  readonly responsePayload: { readonly errorMessage: string };
}

describe("A failure in an emulator of AWS", () => {
  it("[C-059] ends as a pointer in the failure queue after three tries: nothing of the object is in CLEAN, nothing that is in it in the queue", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/broken/LOAD00000001.csv";
    const body = "oid__id,state,email\n1,open,ann@example.org\n2,done,bob@example.org,Okafor\n";
    await primary.put(key, body);
    const text = await primary.failure(key);
    const { requestContext, requestPayload, responsePayload } = JSON.parse(text) as FailureRecord;
    expect(requestContext).to.include({ condition: "RetriesExhausted", approximateInvokeCount: 3 });
    const [failure, ...others] = JSON.parse(responsePayload.errorMessage).failures;
    expect(others).to.deep.equal([]);
    const etag = storedObject(Buffer.from(body)).etag.replaceAll('"', "");
    expect(failure).to.include({ bucket: primary.rawBucket, key, etag, code: "RECORD_WIDTH", line: 3 });
    expect(requestPayload).to.have.nested.property("Records[0].s3.object.key", key);
    expect(text).not.to.match(PERSONAL);

    const lines = await primary.log("failed", key, 3);
    expect(lines).to.have.length(3);
    expect(JSON.stringify(lines)).not.to.match(PERSONAL);
    expect(await primary.clean("production-us-west-2/clean/legion/tickets/broken/", 0)).to.deep.equal([]);
  });

  it("is what a function meets that would write to another stack's part of CLEAN; sent again after the repair, the event lands", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/astray/LOAD00000001.csv.gz";
    const repair = await misdirect(primary, "production-us-east-1/clean/");
    await primary.put(key, ticketsFile(["open"]));
    const text = await primary.failure(key).finally(repair);
    const { requestPayload, responsePayload } = JSON.parse(text) as FailureRecord;
    const [failure] = JSON.parse(responsePayload.errorMessage).failures;
    expect(failure).to.include({ code: "WRITE_FAILED", cause: "AccessDenied 403" });
    expect(await primary.clean("production-us-east-1/clean/legion/", 0)).to.deep.equal([]);

    const Payload = JSON.stringify(requestPayload);
    const { functionName: FunctionName } = primary;
    await primary.aws.lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
    const [clean] = await primary.clean("production-us-west-2/clean/legion/tickets/astray/");
    expect(clean?.text).to.equal(ticketLine("open"));
  });
});

/** Has the function write elsewhere. @returns what sets it right again */
async function misdirect(
  { aws: { lambda }, functionName }: Pipeline,
  cleanPrefix: string,
): Promise<() => Promise<void>> {
  const FunctionName = functionName;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const set = async (Variables: Record<string, string>) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30 }, { FunctionName });
  };
  await set({ ...Environment?.Variables, CLEAN_PREFIX: cleanPrefix });
  return () => set({ ...Environment?.Variables });
}
