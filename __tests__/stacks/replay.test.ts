// @ts-expect-error it has no types
import validate from "asl-validator";
import { expect } from "chai";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { readObjects } from "../../functions/cleaner/events.ts";
import { failurePointer, ObjectsFailed } from "../../functions/cleaner/failure.ts";
import { type ReplayInput, replayConcurrency } from "../../stacks/mongodb-to-snowflake/replay.ts";
import { PRIMARY } from "./fixtures.ts";
import { execute, itemInputs, type Services, StatesError } from "./states-language.ts";
import { once, only, type Resource, rightsOf, synth } from "./synth.ts";

const RAW = "legion-analytics-us-west-2-production";
const KEY = "mongodb-data/legion/tickets/a+b c.csv.gz";
const ETAG = "05704fbdccb224cb01c59005bebbad28-2";
const INPUT: ReplayInput = { prefix: "mongodb-data/legion/tickets/", since: 1_000, until: 2_000, tolerated: 20 };

/** As Step Functions lists an object: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
const LISTED = { Key: KEY, Etag: `"${ETAG}"`, LastModified: 1_500, Size: 34_910, StorageClass: "STANDARD" };

describe("a replay's state machine", () => {
  const stack = once(() => synth(PRIMARY));
  const machine = () => only(stack(), "aws_sfn_state_machine");
  const map = once(() => JSON.parse(String(machine().definition)).States.EachObject);
  const tasks = () => Object.entries<Resource>(map().ItemProcessor.States).filter(([, { Type }]) => Type === "Task");
  const run = (services: Services, listed: object = {}) => {
    const [input] = itemInputs(map(), INPUT, [{ ...LISTED, ...listed }]);
    return execute(map().ItemProcessor, input, services);
  };

  it("is a valid definition by the schema of Step Functions", () => {
    const definition = JSON.parse(String(machine().definition));
    expect(validate(definition).errors).to.deep.equal([]);
    delete definition.States.EachObject.ItemProcessor.States.Failed;
    expect(validate(definition).isValid).to.equal(false);
  });

  it("lists the folder of its input, in its stack's RAW bucket", () => {
    expect(map().ItemReader).to.deep.equal({
      Resource: "arn:aws:states:::s3:listObjectsV2",
      Parameters: { Bucket: RAW, "Prefix.$": "$.prefix" },
    });
  });

  it("uses half of the function's concurrency, and never 0, which would mean no limit", () => {
    expect(map().MaxConcurrency).to.equal(10);
    const reserved = [0, 1, 2, 3, 20, 1000];
    const used = reserved.map((reservedConcurrency) =>
      replayConcurrency({ cleaner: { ...PRIMARY.cleaner, reservedConcurrency } }),
    );
    expect(used).to.deep.equal([1, 1, 1, 1, 10, 500]);
  });

  it("retries every task, and catches what still fails", () => {
    expect(tasks().map(([name]) => name)).to.deep.equal(["Clean", "Report", "ReportErrorAlone"]);
    for (const [name, { Retry, Catch }] of tasks()) {
      for (const last of [Retry, Catch] as Resource[][])
        expect(last.at(-1)?.ErrorEquals, name).to.include("States.ALL");
    }
  });

  it("has only states that are reached, and only transitions to states that exist", () => {
    const { States, StartAt } = map().ItemProcessor;
    const text = JSON.stringify(States);
    const named = [...text.matchAll(/"(?:Next|Default)":"(\w+)"/g)].map(([, name]) => name);
    expect(new Set([StartAt, ...named])).to.deep.equal(new Set(Object.keys(States)));
  });

  it("gives an object as much time as the function has, and discards the function's answer", () => {
    const { Clean } = map().ItemProcessor.States;
    expect(Clean.TimeoutSeconds).to.be.above(Number(only(stack(), "aws_lambda_function").timeout));
    expect(map().ItemProcessor.ProcessorConfig.ExecutionType).to.equal("STANDARD");
    expect(JSON.stringify(Clean.ResultSelector)).not.to.include("$");
  });

  it("invokes the cleaner with an event that it can read: the key as it is, and the version that was listed", async () => {
    const calls: { FunctionName: string; Payload: unknown }[] = [];
    const { status, output } = await run({
      "lambda:invoke": (call) => {
        calls.push(call);
        return { StatusCode: 200, Payload: { rows: ["ann@example.org"] } };
      },
    });
    expect(calls).to.have.length(1);
    expect(calls[0]?.FunctionName).to.match(/^\$\{aws_lambda_function\.cleaner_.+\.arn\}$/);
    expect(readObjects(calls[0]?.Payload)).to.deep.equal([{ bucket: RAW, key: KEY, etag: ETAG }]);
    expect({ status, result: output.result }).to.deep.equal({ status: "SUCCEEDED", result: { cleaned: true } });
    expect(JSON.stringify(output)).not.to.include("ann@");
  });

  it("skips objects that are older or newer than its input says", async () => {
    const calls: unknown[] = [];
    const lastState = async (LastModified: number) => {
      const { path } = await run({ "lambda:invoke": (call) => calls.push(call) }, { LastModified });
      return path.at(-1);
    };
    const states = [await lastState(999), await lastState(1_000), await lastState(1_999), await lastState(2_000)];
    expect(states).to.deep.equal(["OutOfTime", "Clean", "Clean", "OutOfTime"]);
    expect(calls).to.have.length(2);
  });

  it("reports an object that fails three times as Lambda would: the event, and the cleaner's failure pointer", async () => {
    const sent: Message[] = [];
    let tries = 0;
    const { status, output } = await run({
      "lambda:invoke": () => {
        tries += 1;
        throw cleanerFailed();
      },
      "sqs:sendMessage": (message) => void sent.push(message),
    });
    expect({ tries, status, output }).to.deep.equal({ tries: 3, status: "FAILED", output: "ObjectFailed" });
    expect(sent).to.have.length(1);
    expect(sent[0]?.QueueUrl).to.match(/^\$\{aws_sqs_queue\.failures_.+\.url\}$/);
    const { requestPayload, responsePayload, requestContext } = (sent[0] as Message).MessageBody;
    expect(readObjects(requestPayload)).to.deep.equal([{ bucket: RAW, key: KEY, etag: ETAG }]);
    expect(requestContext).to.include({ condition: "RetriesExhausted" });
    expect(responsePayload).to.include({ errorType: "ObjectsFailed" });
    expect(JSON.parse(String(responsePayload?.errorMessage)).failures[0]).to.include({ code: "RECORD_WIDTH", line: 7 });
  });

  it("reports only the name of any other error, because its text may quote data", async () => {
    const sent: Resource[] = [];
    const { status } = await run({
      "lambda:invoke": () => {
        throw new StatesError("Sandbox.Timedout", "something about ann@example.org");
      },
      "sqs:sendMessage": (message) => void sent.push(message),
    });
    expect(status).to.equal("FAILED");
    expect(sent[0]).to.have.nested.property("MessageBody.responsePayload.errorType", "Sandbox.Timedout");
    expect(JSON.stringify(sent)).not.to.include("ann@");
  });

  it("reports only the error's name if the pointer can't be read, and ends differently if that can't be sent either", async () => {
    const names: unknown[] = [];
    const garbled = () => {
      throw new StatesError("ObjectsFailed", "not JSON");
    };
    const first = await run({
      "lambda:invoke": garbled,
      "sqs:sendMessage": ({ MessageBody }) => names.push(MessageBody.responsePayload.errorType),
    });
    expect({ names, output: first.output }).to.deep.equal({ names: ["ObjectsFailed"], output: "ObjectFailed" });
    const unavailable = () => {
      throw new StatesError("SQS.KmsThrottledException", "");
    };
    const second = await run({ "lambda:invoke": garbled, "sqs:sendMessage": unavailable });
    expect(second.output).to.equal("ObjectFailedUnreported");
  });

  it("retries a throttled function for as long as Lambda would, every five minutes at the latest", async () => {
    const [busy] = map().ItemProcessor.States.Clean.Retry;
    expect(busy).to.deep.include({ ErrorEquals: ["Lambda.TooManyRequestsException"], MaxDelaySeconds: 300 });
    // With full jitter, half of each delay on average.
    const delays = Array.from({ length: busy.MaxAttempts }, (_, n) => Math.min(300, busy.IntervalSeconds * 2 ** n) / 2);
    expect(delays.reduce((sum, delay) => sum + delay) / 3600).to.be.within(5, 7);
  });

  it("writes its results into a folder of their own, where they expire and where there are no rows", () => {
    expect(map().ResultWriter.Parameters).to.deep.equal({ Bucket: RAW, Prefix: "replays" });
  });

  it("takes the number of objects that may fail from its input", () => {
    expect(map().ToleratedFailureCountPath).to.equal("$.tolerated");
  });

  it("may list its stack's RAW prefix, invoke the cleaner, report, write results and run itself, and nothing else", () => {
    const rights = rightsOf(stack(), "clearwell-production-us-west-2-replay");
    const own = "arn:aws:states:us-west-2:111122223333:stateMachine:clearwell-production-us-west-2-replay";
    const runs = "arn:aws:states:us-west-2:111122223333:execution:clearwell-production-us-west-2-replay";
    expect(rights.map(withoutIds)).to.deep.equal([
      ["s3:ListBucket", `arn:aws:s3:::${RAW}`],
      ["lambda:InvokeFunction", "aws_lambda_function.arn"],
      ["sqs:SendMessage", "aws_sqs_queue.arn"],
      [
        "s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload",
        `arn:aws:s3:::${RAW}/replays/*`,
      ],
      ["kms:GenerateDataKey kms:Decrypt", "aws_kms_key.arn"],
      ["states:StartExecution", own],
      ["states:DescribeExecution states:StopExecution", `${runs}:* ${runs}/object:*`],
    ]);
    expect(rights[0]?.Condition).to.deep.equal({ StringLike: { "s3:prefix": ["mongodb-data/legion/*"] } });
    expect(machine().name).to.equal("clearwell-production-us-west-2-replay");
  });

  it("is created after its rights", () => {
    const ids = machine().depends_on as string[];
    expect(ids.some((id) => id.startsWith("aws_iam_role_policy.replay_"))).to.equal(true);
  });
});

interface Message {
  readonly QueueUrl: string;
  readonly MessageBody: { readonly [part: string]: Resource };
}

/** The cleaner's failure, as Step Functions passes it on. */
function cleanerFailed(): StatesError {
  const pointer = failurePointer({ bucket: RAW, key: KEY, etag: ETAG }, new CleanerError("RECORD_WIDTH", { line: 7 }));
  const { name, message } = new ObjectsFailed([pointer]);
  return new StatesError(name, JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
}

/** A statement as its actions and its resources, with references as type and attribute. */
function withoutIds({ Action, Resource = [] }: ReturnType<typeof rightsOf>[number]): [string, string] {
  const named = Resource.map((arn) => arn.replace(/\$\{(aws_\w+)\.[^.]+\.(\w+)\}/g, "$1.$2"));
  return [Action.join(" "), named.join(" ")];
}
