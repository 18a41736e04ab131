import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { PublishCommand } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, ReceiveMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { takeTurn } from "../../functions/mail/sent.ts";
import { alertLine } from "../../functions/shared/alert.ts";
import { sentMails } from "./sent-mails.ts";
import { endpoint, world } from "./setup.ts";
import { type StreamWorld, streamWorld } from "./stream-world.ts";
import { until } from "./until.ts";

const PREFIX = "clearwell-production-us-west-2-mysql";
const LOG = `/aws/lambda/${PREFIX}-transformer`;

describe("Mails of failures in an emulator of AWS", function () {
  // Whichever file comes first starts the servers and synthesises the stack.
  this.timeout(300_000);
  let stream: StreamWorld;
  before(async () => {
    stream = await streamWorld(world(), endpoint());
    await stream.aws.logs.send(new CreateLogStreamCommand({ logGroupName: LOG, logStreamName: "it" }));
  });

  it("[K-07, K-08, K-09, K-10] come of a line of a watched log that is an alert, and not of another", async () => {
    await write(
      "Duplicate entry 'ann@example.org' for key 1",
      alertLine({ code: "RECORDS_UNREADABLE", table: "shop.people" }),
    );
    const mail = await mailAbout("RECORDS_UNREADABLE shop.people");
    expect(mail.text).to.include("Table: shop.people").and.include(`Log: ${LOG}, stream it`);
    expect(mail).to.deep.include({ from: "clearwell@fixture.example", to: ["engineer@fixture.example"] });
    expect(JSON.stringify(await mails())).not.to.include("ann@example.org");
  });

  it("[K-08] come of what Lambda itself writes of a function that it stopped", async () => {
    await write("2026-11-27T10:00:03.010Z 8a7f3b52 Task timed out after 60.00 seconds\n");
    expect((await mailAbout("FUNCTION_TIMEOUT")).text).to.include("How often: once");
  });

  it("[K-10] are one a kind and hour: the table says which came first, by the expressions that are deployed", async () => {
    const lines = (code: string, count: number) => Array.from({ length: count }, () => alertLine({ code }));
    await until("an hour that is not about to end", async () => hourLeft() > 60_000 || undefined, 120);
    await write(...lines("STREAM_UNLISTED", 1));
    await mailAbout("STREAM_UNLISTED");
    await write(...lines("STREAM_UNLISTED", 4));
    await write(...lines("RECORDS_PAST_LIMIT", 1));
    // It comes after the others, which are only counted.
    await mailAbout("RECORDS_PAST_LIMIT");
    expect((await mails()).filter(({ subject }) => subject.startsWith("STREAM_UNLISTED"))).to.have.length(1);
  });

  it("[K-10] say in a later hour how many were not mailed, also if a message is delivered again", async () => {
    const turn = (time: string, messageId: string) =>
      takeTurn(stream.aws.dynamodb, `${PREFIX}-mail`, {
        ...{ kind: "of its own", count: 1, messageId },
        now: new Date(`2099-11-27T${time}Z`),
      });
    expect(await turn("10:00:00", "1")).to.deep.equal({ mail: true, unmailed: 0 });
    expect(await turn("10:10:00", "2")).to.deep.equal({ mail: false });
    const first = { mail: true, unmailed: 1 };
    expect(await turn("11:00:00", "3")).to.deep.equal(first);
    expect(await turn("11:10:00", "4")).to.deep.equal({ mail: false });
    expect(await turn("12:00:00", "3"), "delivered again").to.deep.equal(first);
    expect(await turn("12:00:01", "5")).to.deep.equal(first);
    expect(await turn("12:00:02", "6")).to.deep.equal({ mail: false });
  });

  it("come of an alarm of the stack, and not of one of another", async () => {
    const alarm = (name: string) => ({
      AlarmName: name,
      AlarmDescription: "It happened. What to do: docs/runbook.md#mails",
      NewStateValue: "ALARM",
      StateChangeTime: "2026-11-27T10:05:00.123+0000",
    });
    for (const name of ["clearwell-production-us-west-2-other", `${PREFIX}-transformer-errors`])
      await stream.aws.sns.send(
        new PublishCommand({ TopicArn: stream.alarmTopicArn, Message: JSON.stringify(alarm(name)) }),
      );
    expect((await mailAbout(`alarm ${PREFIX}-transformer-errors`)).text).to.include("It happened.");
    expect((await mails()).some(({ subject }) => subject.includes("us-west-2-other"))).to.equal(false);
  });

  it("[K-09] leave a message that can't be read in the queue of dead letters", async () => {
    const TopicArn = stream.alarmTopicArn.replace(/alarms$/, "mails");
    await deliverAgainSoon();
    await stream.aws.sns.send(new PublishCommand({ TopicArn, Message: "not a notice" }));
    const QueueUrl = stream.outputs.mails_dead_letters_url;
    const body = await until("a dead letter", async () => {
      const { Messages = [] } = await stream.aws.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }),
      );
      return Messages[0]?.Body;
    });
    expect(body).to.equal("not a notice");
  });

  /** Milliseconds until the next hour of UTC. */
  function hourLeft(): number {
    const hour = 3_600_000;
    return hour - (Date.now() % hour);
  }

  /** Writes lines into the log of a function, as Lambda does. */
  async function write(...messages: readonly string[]): Promise<void> {
    const logEvents = messages.map((message) => ({ message, timestamp: Date.now() }));
    await stream.aws.logs.send(new PutLogEventsCommand({ logGroupName: LOG, logStreamName: "it", logEvents }));
  }

  /** The queue waits three minutes before it delivers a message again. */
  async function deliverAgainSoon(): Promise<void> {
    const { QueueUrl } = await stream.aws.sqs.send(new GetQueueUrlCommand({ QueueName: `${PREFIX}-mails` }));
    await stream.aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "1" } }));
  }

  async function mailAbout(kind: string) {
    return until(`a mail about ${kind}`, async () =>
      (await mails()).find(({ subject }) => subject.startsWith(`${kind} in `)),
    );
  }

  function mails() {
    return sentMails(endpoint(), stream.account);
  }
});
