import { expect } from "chai";
import pc from "picocolors";
import { mapWithProgress, withProgress } from "../../command/with-progress.ts";

describe("Progress", () => {
  const shown: unknown[] = [];
  const err = {
    colors: pc.createColors(false),
    print: () => undefined,
    progress: (total: number) => {
      shown.push(total);
      return {
        step: (what: string) => void shown.push(what),
        reach: () => undefined,
        end: () => void shown.push("end"),
      };
    },
  };
  beforeEach(() => void shown.splice(0));

  it("ends even if the work fails, so that the cursor returns", async () => {
    const failure = new Error("no");
    const failing = withProgress({ err }, 3, async (step) => {
      step("one");
      throw failure;
    });
    expect(await failing.catch((error: unknown) => error)).to.equal(failure);
    expect(shown).to.deep.equal([3, "one", "end"]);
  });

  it("is shown after a fixed number of items, and the results are in the order of the items", async () => {
    const work = async (item: number) => item * 2;
    const doubled = await mapWithProgress({ err }, [1, 2, 3, 4, 5], { every: 2, say: (_, done) => `${done}` }, work);
    expect(doubled).to.deep.equal([2, 4, 6, 8, 10]);
    expect(shown).to.deep.equal([2, "2", "4", "end"]);
  });

  it("works on at most ten items at a time", async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await mapWithProgress({ err }, Array.from({ length: 30 }), { every: 100, say: () => "" }, work);
    expect(most).to.be.within(2, 10);
  });
});
