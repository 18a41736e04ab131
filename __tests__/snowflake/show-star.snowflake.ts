import { expect } from "chai";
import { type Expected, showStar } from "../../local/mysql/show-star.ts";
import { recorder } from "../command/recorder.ts";
import { type Bucket, makeBucket } from "./bucket.ts";
import { at, SHIPPED } from "./star.ts";

const FOLDER = "data/stream/video";

/** What the records below add up to. */
const EXPECTED: readonly Expected[] = [
  { table: "channels", rows: 1, sums: {} },
  { table: "videos", rows: 1, sums: {} },
  { table: "customers", rows: 1, sums: {} },
  { table: "transactions", rows: 2, sums: { amount: "19.99", quantity: "3" } },
];

describe("The star that npm start shows", () => {
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = await makeBucket();
    const put = (table: string, ...records: object[]) => bucket.put(`${FOLDER}/${table}/1.json.gz`, records);
    await put("channels", { id: 1, name: "News", ...at("09:00") });
    await put("videos", { id: 1, channel_id: 1, title: "One", ...at("09:00") });
    await put("customers", { id: "c1", plan: "gold", ...at("09:00") });
    const bought = { customer_id: "c1", video_id: 1, currency: "EUR", paid_at: "2026-11-27 09:00:00", ...at("09:00") };
    await put(
      "transactions",
      { ...bought, id: 1, amount: 9.99, quantity: 1 },
      { ...bought, id: 2, amount: 10, quantity: 2 },
    );
  });
  afterEach(() => bucket.remove());

  async function show(expected: readonly Expected[]) {
    const lines: string[] = [];
    const isGood = await showStar(
      { database: "video", source: SHIPPED, bucket: bucket.folder },
      expected,
      recorder(lines),
    );
    return { isGood, shown: lines.join("\n") };
  }

  it("is good if its members, facts and sums are the source's", async () => {
    const { isGood, shown } = await show(EXPECTED);
    expect(shown).to.include("19.99").and.not.include("DIFFER");
    expect(isGood).to.equal(true);
  });

  it("is not good if a row or a cent is missing, and shows where", async () => {
    const changes: Readonly<Record<string, Partial<Expected>>> = {
      customers: { rows: 2 },
      transactions: { sums: { amount: "20.00", quantity: "3" } },
      videos: { rows: 0 },
    };
    const { isGood, shown } = await show(EXPECTED.map((each) => ({ ...each, ...changes[each.table] })));
    const wrong = shown.split("\n").filter((line) => line.includes("DIFFER"));
    expect(wrong.map((line) => line.trim().split(/ +/)[0])).to.deep.equal([
      "dim_customer",
      "dim_video",
      "fact_transaction",
    ]);
    expect(isGood).to.equal(false);
  });
});
