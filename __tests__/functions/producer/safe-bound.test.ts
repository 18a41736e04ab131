import { expect } from "chai";
import { readSafeBound } from "../../../functions/producer/safe-bound.ts";

describe("The bound of a run", () => {
  const answering = (replicates: string) => ({
    query: async () => [[{ bound: "2026-11-27 10:00:00.000000", replicates }]] as never,
  });

  it("is the time that the source gives", async () => {
    expect(await readSafeBound(answering("0"))).to.equal("2026-11-27 10:00:00.000000");
  });

  it("is refused of a server that takes changes from another one, which come later than their times", async () => {
    const refused = await readSafeBound(answering("1")).catch((error: unknown) => error);
    expect(refused).to.include({ code: "SOURCE_REPLICATES" });
  });
});
