import { GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { expect } from "chai";
import { sentMails } from "./sent-mails.ts";
import { endpoint, world } from "./setup.ts";
import { type StreamWorld, streamWorld } from "./stream-world.ts";
import { until } from "./until.ts";

const NAME = "clearwell-production-us-west-2-mysql";
const WATERMARK = "/clearwell/production/mysql/shop/people/watermark";

/** Only that the parts are wired as they are deployed: what may leak, the emulator's Firehose can't say (README.md). */
describe("MySQL to S3 in an emulator of AWS", function () {
  this.timeout(300_000);
  let stream: StreamWorld;
  before(async () => {
    stream = await streamWorld(world(), endpoint());
    await stream.source.run(`insert into shop.people (id, mail, updated_at) values
      (1, 'ann@example.org', '2026-01-02 10:00:00'), (2, 'bo@example.org', '2026-01-02 10:00:01')`);
  });

  it("[K-22] does nothing after the first deploy, until an operator starts it", async () => {
    const { State } = await stream.aws.scheduler.send(
      new GetScheduleCommand({ GroupName: NAME, Name: `${NAME}-shop-people` }),
    );
    expect(State).to.equal("DISABLED");
    expect(await watermark()).to.equal("none");
  });

  it("[K-02, K-03, K-05, K-06, K-11, K-20] reads on its schedules once it is started, and writes each row to the bucket, with the roles that are deployed", async () => {
    expect(await stream.ops("start", stream.stack)).to.deep.include({ code: 0 });
    const rows = await arrived("people", 2);
    expect(rows.map(({ id, mail, updated_at }) => ({ id, mail, updated_at }))).to.have.deep.members([
      { id: 1, mail: "ann@example.org", updated_at: "2026-01-02 10:00:00.000000" },
      { id: 2, mail: "bo@example.org", updated_at: "2026-01-02 10:00:01.000000" },
    ]);
    await until("the watermark to move", async () => ((await watermark()) === "none" ? undefined : true));
  });

  it("[K-07, K-10] mails that a run failed, in no word of the database", async () => {
    await stream.source.run("revoke select (mail) on shop.people from clearwell_producer");
    const look = async () =>
      (await sentMails(endpoint(), stream.account)).find(({ subject }) =>
        subject.startsWith("DATABASE_FAILED shop.people in "),
      );
    const mail = await until("a mail about the failure", look, 180);
    expect(mail.text).to.include(`Log: /aws/lambda/${NAME}-shop-producer`).and.not.include("SELECT command denied");
  });

  async function watermark(): Promise<string | undefined> {
    const { Parameter } = await stream.aws.ssm.send(new GetParameterCommand({ Name: WATERMARK }));
    return Parameter?.Value;
  }

  /** The rows of a table in the bucket, as soon as there are so many: a schedule's first run is a minute after it was made. */
  async function arrived(table: string, count: number): Promise<readonly Row[]> {
    const look = async () => {
      const rows = await rowsUnder(`data/stream/shop/${table}/`);
      return rows.length >= count ? rows : undefined;
    };
    return until(`${count} rows of ${table} in the bucket`, look, 180);
  }

  /** The bucket lets nobody but Snowflake read; to the emulator's root no policy applies. */
  async function rowsUnder(Prefix: string): Promise<Row[]> {
    const client = new S3Client({
      ...{ endpoint: endpoint().url, region: stream.region, requestHandler: stream.aws.s3.config.requestHandler },
      credentials: { accessKeyId: stream.account, secretAccessKey: "test" },
    });
    const Bucket = stream.outputs.stream_bucket ?? "";
    const lines: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
      for (const { Key } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        lines.push(...((await Body?.transformToString()) ?? "").trim().split("\n"));
      }
    return lines.map((line) => JSON.parse(line) as Row).filter((row) => !("_control" in row));
  }
});

type Row = Readonly<Record<string, unknown>>;
