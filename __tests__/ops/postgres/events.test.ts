import { expect } from "chai";
import type { SnowflakeToPostgresSettings } from "../../../stacks/snowflake-to-postgres/settings.ts";
import { production, SOURCES, staging } from "../../stacks/snowflake-to-postgres/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";

const STACK = "production-us-west-2-snowflake-to-postgres";

describe("[I-11] The publisher of made-up events", () => {
  let aws: FakeAws;
  beforeEach(async () => {
    aws = await startFakeAws();
  });
  afterEach(() => aws.close());

  const ops = (settings: Partial<SnowflakeToPostgresSettings>, ...args: string[]) =>
    operate(["events", ...args], aws.endpoint, {
      environments: [],
      literals: [production(settings)],
      sources: SOURCES,
    });
  const requests = () =>
    aws.calls.filter(({ operation }) => operation === "PutRecords").map(({ input }) => input as Request);
  const taken = ({ Records }: Request) => ({
    Records: Records.map(() => ({ SequenceNumber: "1" })),
    FailedRecordCount: 0,
  });

  it("sends so many, so many a second, with the listed columns alone and a key each, and shows how far it is", async () => {
    aws.on("PutRecords", ({ input }) => taken(input));
    const { code, out, err, waited } = await ops({}, STACK, "--yes", "--count", "25", "--rate", "10");
    expect(code, err).to.equal(0);
    expect(out).to.include("25 events of bazaar.sales are in clearwell-production-us-west-2-postgres-bazaar-sales");
    expect(err).to.include("10/25 events").and.include("25/25 events");
    expect(requests().map(({ Records }) => Records.length)).to.deep.equal([10, 10, 5]);
    expect(waited, "a second between two requests").to.equal(2_000);
    const events = requests().flatMap(({ Records }) =>
      Records.map(({ Data }) => JSON.parse(Buffer.from(Data, "base64").toString()) as Record<string, unknown>),
    );
    expect(events[0]).to.have.all.keys("sale_id", "buyer", "total", "changed_at", "_extracted_at");
    expect(new Set(events.map(({ sale_id }) => sale_id)).size).to.equal(25);
  });

  it("sends again what Kinesis did not take", async () => {
    let isFirst = true;
    aws.on("PutRecords", ({ input }) => {
      const answer = taken(input);
      if (!isFirst) return answer;
      isFirst = false;
      const [, ...others] = answer.Records;
      return { Records: [{ ErrorCode: "ProvisionedThroughputExceededException" }, ...others], FailedRecordCount: 1 };
    });
    const { code, out } = await ops({}, STACK, "--yes", "--count", "3", "--json");
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.include({ table: "sales", sent: 3 });
    expect(requests().map(({ Records }) => Records.length)).to.deep.equal([3, 1]);
  });

  it("says how many were taken if Kinesis goes on to refuse some", async () => {
    aws.on("PutRecords", ({ input }) =>
      requests().length === 1 ? taken(input) : { Records: input.Records.map(() => ({ ErrorCode: "Throttled" })) },
    );
    const { code, err } = await ops({}, STACK, "--yes", "--count", "4", "--rate", "2");
    expect(code).to.equal(1);
    expect(err).to.include("Kinesis took 2 events of bazaar.sales").and.include("lower --rate");
  });

  it("explains an error of AWS, without a stack trace", async () => {
    aws.on("PutRecords", () => {
      throw new AwsFault("ResourceNotFoundException", "Stream not found");
    });
    const { code, err } = await ops({}, STACK, "--yes");
    expect(code).to.equal(1);
    expect(err).to.include("Stream not found").and.not.include("    at ");
  });

  it("refuses protected data without --yes, and tables that are not streamed, and sends nothing", async () => {
    expect((await ops({}, STACK)).err).to.include("add --yes");
    expect((await ops({}, STACK, "--table", "shelves", "--yes")).err).to.include("streams no events of shelves");
    expect((await ops({ stream: { tables: [], capacity: "on-demand", hours: 24 } }, STACK, "--yes")).code).to.equal(2);
    expect((await ops({}, STACK, "--yes", "--rate", "0")).code).to.equal(2);
    expect(requests()).to.deep.equal([]);
  });

  it("needs no --yes where data is not protected", async () => {
    aws.on("PutRecords", ({ input }) => taken(input));
    const { code, err } = await operate(
      ["events", "staging-us-west-2-snowflake-to-postgres", "--count", "1"],
      aws.endpoint,
      {
        ...{ environments: [], literals: [staging()], sources: SOURCES },
      },
    );
    expect(code, err).to.equal(0);
  });
});

interface Request {
  readonly Records: readonly { readonly Data: string }[];
}
