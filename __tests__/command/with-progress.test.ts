import { expect } from "chai";
import pc from "picocolors";
import { mapWithProgress, withProgress } from "../../command/with-progress.ts";

describe("Progress", () => {
  const told: unknown[] = [];
  const err = {
    colors: pc.createColors(false),
    print: () => undefined,
    progress: (total: number) => {
      told.push(total);
      return {
        step: (what: string) => void told.push(what),
        reach: () => undefined,
        end: () => void told.push("end"),
      };
    },
  };
  beforeEach(() => void told.splice(0));

  it("ends however the work ends, so that the terminal has its cursor back", async () => {
    const failure = new Error("no");
    const failing = withProgress({ err }, 3, async (step) => {
      step("one");
      throw failure;
    });
    expect(await failing.catch((error: unknown) => error)).to.equal(failure);
    expect(told).to.deep.equal([3, "one", "end"]);
  });

  it("is told after every so many, and each result stands in its place", async () => {
    const work = async (item: number) => item * 2;
    const doubled = await mapWithProgress({ err }, [1, 2, 3, 4, 5], { every: 2, say: (_, done) => `${done}` }, work);
    expect(doubled).to.deep.equal([2, 4, 6, 8, 10]);
    expect(told).to.deep.equal([2, "2", "4", "end"]);
  });

  it("does no more than ten things at a time", async () => {
    let under = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++under);
      await Promise.resolve();
      under--;
    };
    await mapWithProgress({ err }, Array.from({ length: 30 }), { every: 100, say: () => "" }, work);
    expect(most).to.be.within(2, 10);
  });
});
