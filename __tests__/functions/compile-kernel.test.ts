import { readFileSync } from "node:fs";
import { expect } from "chai";
import { KERNEL_WASM } from "../../functions/cleaner/bytes/kernel-wasm.ts";
import { compileKernel } from "../../functions/compile-kernel.ts";

/** What is used of it: TypeScript has its types among those of browsers only. */
declare const WebAssembly: {
  readonly Module: (new (bytes: Buffer) => object) & { imports(module: object): { module: string; name: string }[] };
};

describe("The compiled kernel", () => {
  it("is what its source compiles to, byte for byte", async () => {
    const shipped = readFileSync(new URL("../../functions/cleaner/bytes/kernel-wasm.ts", import.meta.url), "utf8");
    // Not by `equal`, which would print both.
    expect(shipped === (await compileKernel()), "run `npm run kernel`").to.equal(true);
  });

  it("is given two functions of ours and nothing else, so that it reaches no file and no network", () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(Buffer.from(KERNEL_WASM, "base64")));
    expect(imports.map(({ module, name }) => `${module}.${name}`)).to.have.members([
      "host.malformedCell",
      "host.escapedKey",
    ]);
  });
});
