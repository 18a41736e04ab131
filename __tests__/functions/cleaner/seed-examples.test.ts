import { expect } from "chai";
import type { Mask } from "../../../contracts/mask.ts";
import { makeKernel } from "../../../functions/cleaner/make-kernel.ts";
import { outcome } from "./conformance.ts";
import { writeCsv } from "./csv.ts";

describe("The example of the original request", () => {
  const nodes = [{ data: { label: "Start", step_id: "step_1", assignee: "Ann Smith" }, position: { x: 1 } }];
  const raw = writeCsv([
    ["oid__id", "dms_replicated_at", "customer_id", "status", "email", "array_nodes", "closed_by"],
    ["67bd3e9f1", "2026-02-22T10:15:00Z", "cust_123", "open", "ann@example.org", JSON.stringify(nodes), "NULL"],
  ]);
  const clean = (mask: Mask) => {
    const found = outcome(makeKernel({ mask, nullMarker: "NULL", passOp: true }, ","), [Buffer.from(raw)]);
    return "lines" in found ? found.lines : found;
  };

  it("[C-019, C-036] of audit: only the listed fields land, nested ones too, and the key and the timestamp", () => {
    const before = { customer_id: true, array_nodes: { data: { label: true } } } as const;
    expect(clean(before)).to.deep.equal([
      '{"customer_id":"cust_123","array_nodes":[{"data":{"label":"Start"}}],"oid__id":"67bd3e9f1","dms_replicated_at":"2026-02-22T10:15:00Z"}',
    ]);
  });

  it("[C-033, C-035] of audit after a change: one more top-level field and one more nested field land, and nothing else", () => {
    const after = { customer_id: true, status: true, array_nodes: { data: { label: true, step_id: true } } } as const;
    const [line] = clean(after) as string[];
    expect(JSON.parse(line as string)).to.deep.equal({
      customer_id: "cust_123",
      status: "open",
      array_nodes: [{ data: { label: "Start", step_id: "step_1" } }],
      oid__id: "67bd3e9f1",
      dms_replicated_at: "2026-02-22T10:15:00Z",
    });
  });

  it("[C-039] of cases: a new collection lands", () => {
    const csv = writeCsv([
      ["oid__id", "dms_replicated_at", "id", "customer_id", "notes"],
      ["1", "2026-02-22T10:15:00Z", "case_1", "cust_1", "called Ann"],
    ]);
    const found = outcome(
      makeKernel({ mask: { id: true, customer_id: true }, nullMarker: "NULL", passOp: true }, ","),
      [Buffer.from(csv)],
    );
    expect(found).to.have.deep.property("lines", [
      '{"id":"case_1","customer_id":"cust_1","oid__id":"1","dms_replicated_at":"2026-02-22T10:15:00Z"}',
    ]);
  });
});
