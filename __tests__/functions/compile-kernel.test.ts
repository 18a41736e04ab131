import { readFileSync } from "node:fs";
import { expect } from "chai";
import { KERNEL_WASM } from "../../functions/cleaner/bytes/kernel-wasm.ts";
import { compileKernel, kernelSources } from "../../functions/compile-kernel.ts";
import { THOROUGH } from "../thoroughness.ts";

/** The part that is used: TypeScript declares WebAssembly only among the types of browsers. */
declare const WebAssembly: {
  readonly Module: (new (bytes: Buffer) => object) & { imports(module: object): { module: string; name: string }[] };
};

describe("The compiled kernel", () => {
  const shipped = readFileSync(new URL("../../functions/cleaner/bytes/kernel-wasm.ts", import.meta.url), "utf8");

  it("was compiled from the sources as they are, by the compiler of the lock file", async () => {
    const [, sources] = /^\/\/ SHA-256 of its sources: ([0-9a-f]{64})$/m.exec(shipped) ?? [];
    expect(sources, "run `npm run kernel`").to.equal(await kernelSources());
  });

  if (THOROUGH)
    it("is the compiled source, byte for byte", async () => {
      // `equal` would print both.
      expect(shipped === (await compileKernel()), "run `npm run kernel`").to.equal(true);
    });

  it("imports only two functions of ours, so that it can't access files or the network", () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(Buffer.from(KERNEL_WASM, "base64")));
    expect(imports.map(({ module, name }) => `${module}.${name}`)).to.have.members([
      "host.malformedCell",
      "host.escapedKey",
    ]);
  });
});
