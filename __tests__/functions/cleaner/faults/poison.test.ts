import { expect } from "chai";
import { type Poison, tickets } from "../../../../local/rig/tickets.ts";
import { sqs } from "../event-fixtures.ts";
import { codes, keyOf, useRig } from "./use-rig.ts";

const POISONS: readonly Poison[] = ["cut short", "corrupted", "misaligned"];

describe("A poison object", () => {
  const rig = useRig();
  const good = (seed: number) => tickets({ seed, rows: 100 });
  const bad = (seed: number, poison: Poison) => tickets({ seed, rows: 100, poison });

  it("does not block the others that come at the same time", async () => {
    const { put, deliver } = rig();
    const events = Array.from({ length: 30 }, (_, at) => {
      const poison = POISONS[at % 10];
      return put(keyOf(`${at}`), poison === undefined ? good(at) : bad(at, poison));
    });
    await Promise.all(events.map(deliver));
    expect(codes(rig()).sort()).to.deep.equal([...Array(6).fill("GZIP_BROKEN"), ...Array(3).fill("RECORD_WIDTH")]);
    expect(rig().landing()).to.include({ cleaned: 21, failed: 9 });
  });

  it("does not block the others in its event, and only the poison objects get pointers", async () => {
    const { put, deliver } = rig();
    const files = [good(1), bad(2, "misaligned"), good(3), bad(4, "corrupted"), good(5)];
    const Records = files.flatMap((file, at) => put(keyOf(`${at}`), file).Records);
    await deliver({ Records });
    expect(codes(rig())).to.deep.equal(["RECORD_WIDTH", "GZIP_BROKEN"]);
    expect(rig().landing()).to.include({ cleaned: 3, failed: 2 });
  });

  it("does not block the others in its SQS batch: only its own message is delivered again", async () => {
    const { put, pool } = rig();
    const files = { a: good(1), b: bad(2, "cut short"), c: good(3) };
    const messages = Object.entries(files).map(([id, file]) => [id, JSON.stringify(put(keyOf(id), file))] as const);
    const { result } = await pool.invoke(sqs(...messages));
    expect(result).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "b" }] });
    expect(rig().landing()).to.include({ cleaned: 2, failed: 0 });
    expect(rig().landing().problems).to.have.length(1).and.to.have.nested.property("[0]").that.include("/b.csv.gz");
    rig().clear();
  });
});
