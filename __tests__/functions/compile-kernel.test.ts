import { readFileSync } from "node:fs";
import { expect } from "chai";
import { compileKernel } from "../../functions/compile-kernel.ts";

describe("The compiled kernel", () => {
  it("is what its source compiles to, byte for byte", async function () {
    this.timeout(60_000);
    const shipped = readFileSync(new URL("../../functions/cleaner/bytes/kernel-wasm.ts", import.meta.url), "utf8");
    // Not by `equal`, which would print both.
    expect(shipped === (await compileKernel()), "run `npm run kernel`").to.equal(true);
  });
});
