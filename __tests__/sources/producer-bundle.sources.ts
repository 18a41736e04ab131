import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { toEnvironment } from "../../functions/producer/environment.ts";
import { ALERT } from "../../functions/shared/alert.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../ops/fake-aws.ts";
import { PASSWORD, type ProducerSource, startProducerSource, USER, VIDEO } from "./producer-source.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/producer/index.mjs", import.meta.url));
const RUN = `const { handler } = await import(process.argv[1]);
  const context = { getRemainingTimeInMillis: () => 900000 };
  const answer = await handler(JSON.parse(process.argv[2]), context).catch(({ name, message, cause }) => ({ name, message, cause }));
  process.stdout.write("\\n" + JSON.stringify(answer));`;

const SETTINGS = toEnvironment({
  stack: "it",
  database: "video",
  streamPrefix: "clearwell-it-mysql-video-",
  watermarkPrefix: "/clearwell/it/mysql/video/",
  login: { by: "secret", secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:video" },
});

describe("The bundle of the producer", function () {
  this.timeout(120_000);
  let aws: FakeAws;
  let source: ProducerSource;
  const parameter = { value: "none", version: 1 };
  let records: Record<string, unknown>[];
  before(async () => {
    source = await startProducerSource();
    await source.run(`insert into video.customers (id, email, card, updated_at)
      values ('c1', 'ann@example.org', '4111', '2026-01-02 10:00:00')`);
  });
  after(() => source?.stop());
  beforeEach(async () => {
    aws = await startFakeAws();
    records = [];
    Object.assign(parameter, { value: "none", version: 1 });
    const login = { username: USER, password: PASSWORD, host: "localhost", port: source.port, ca: source.ca };
    aws.on("GetSecretValue", () => ({ SecretString: JSON.stringify(login) }));
    aws.on("GetParameter", () => {
      return { Parameter: { Value: parameter.value, Version: parameter.version, LastModifiedDate: Date.now() / 1000 } };
    });
    aws.on("PutParameter", ({ input }) => {
      Object.assign(parameter, { value: input.Value, version: parameter.version + 1 });
      return { Version: parameter.version };
    });
    aws.on("PutRecords", ({ input }) => {
      const data = input.Records.map(({ Data }: { Data: string }) =>
        JSON.parse(Buffer.from(Data, "base64").toString()),
      );
      records.push(...data);
      return { FailedRecordCount: 0, Records: data.map(() => ({ SequenceNumber: "1", ShardId: "s" })) };
    });
  });
  afterEach(() => aws.close());

  async function invoke(event: object) {
    const args = ["--input-type=module", "--eval", RUN, BUNDLE, JSON.stringify(event)];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      env: {
        ...SETTINGS,
        AWS_REGION: "us-west-2",
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        NODE_NO_WARNINGS: "1",
      },
    });
    const parsed = (text: string) =>
      text
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const lines = parsed(stdout);
    const answer = lines.pop() ?? {};
    const log = [...lines, ...parsed(stderr)];
    // What anybody may read has no value of the data, and nothing of the login.
    for (const value of ["ann@example.org", "4111", PASSWORD, USER])
      expect(JSON.stringify([answer, log])).not.to.include(value);
    return { answer, log };
  }
  const alerts = (log: readonly Record<string, unknown>[]) => log.filter(({ alert }) => alert === ALERT);

  it("[K-02, K-05] sends what has changed, moves the watermark, and counts", async () => {
    const { answer, log } = await invoke({ table: "customers" });
    expect(answer).to.include({ rows: 1, from: null, isCut: false, isControl: true });
    const { watermark } = answer as { watermark: string };
    expect(parameter.value)
      .to.match(/ control [\d-]{10}$/)
      .and.include(watermark);
    expect(records.map((record) => Object.keys(record))).to.deep.equal([
      [...Object.keys(VIDEO.customers?.columns ?? {}), "_extracted_at"],
      ["_control", "_extracted_at"],
    ]);
    const [metrics] = log.filter((line) => "_aws" in line);
    expect(metrics).to.include({
      service: "producer",
      stack: "it",
      table: "video.customers",
      RowsSent: 1,
      LockTaken: 0,
    });
    expect(metrics?.WatermarkAge).to.be.within(4, 60);
    expect(alerts(log)).to.deep.equal([]);
  });

  it("sends a backfill, and answers the check", async () => {
    expect((await invoke({ table: "customers", backfill: "all" })).answer).to.deep.equal({ rows: 1, next: null });
    expect(parameter.value).to.equal("none");
    expect((await invoke({ check: true })).answer).to.deep.equal({ findings: [] });
  });

  it("moves a watermark for an operator, with the old value in the log, and keeps the day of the last control", async () => {
    parameter.value = "2026-11-21 11:00:00.000000 control 2026-11-21";
    const moved = { before: "2026-11-21 11:00:00.000000", watermark: "2026-11-20 10:00:00.000000" };
    const { answer, log } = await invoke({ table: "customers", watermark: moved.watermark });
    expect(answer).to.deep.equal(moved);
    expect(parameter.value).to.equal("2026-11-20 10:00:00.000000 control 2026-11-21");
    expect(log.find(({ message }) => message === "watermark moved")).to.include({ table: "video.customers", ...moved });
    expect((await invoke({ table: "customers", watermark: null })).answer).to.include({ watermark: null });
    expect(parameter.value).to.equal("none control 2026-11-21");
  });

  it("says each failure in one line that is mailed, and in an error that quotes nothing", async () => {
    const refused = () => {
      throw new AwsFault("AccessDeniedException", `no, ann@example.org ${PASSWORD}`);
    };
    for (const [operation, event, code, table] of [
      // Each comes before what failed last.
      ["PutParameter", { table: "customers" }, "WATERMARK_UNREADABLE", "video.customers"],
      ["PutRecords", { table: "customers" }, "STREAM_REFUSED", "video.customers"],
      ["GetParameter", { table: "customers" }, "WATERMARK_UNREADABLE", "video.customers"],
      ["GetSecretValue", { table: "customers" }, "DATABASE_UNREACHABLE", "video.customers"],
      ["Other", { table: "ann@example.org" }, "EVENT_UNKNOWN", undefined],
      ["Other", { table: "customers", backfill: { from: "ann@example.org" } }, "EVENT_UNKNOWN", undefined],
    ] as const) {
      aws.on(operation, refused);
      const { answer, log } = await invoke(event);
      expect(alerts(log).map((line) => [line.level, line.code, line.table])).to.deep.equal([["ERROR", code, table]]);
      expect(answer).to.have.all.keys("name", "message");
      expect(answer.message).to.match(new RegExp(`^${code}: `));
    }
    expect(parameter.value).to.equal("none");
  });

  it("finds, when it is asked, that it can't log in, and mails nothing for it", async () => {
    aws.on("GetSecretValue", () => ({ SecretString: `{"password":"${PASSWORD}"` }));
    const { answer, log } = await invoke({ check: true });
    expect((answer.findings as { code: string }[]).map(({ code }) => code)).to.deep.equal(["DATABASE_UNREACHABLE"]);
    expect(alerts(log)).to.deep.equal([]);
  });
});
