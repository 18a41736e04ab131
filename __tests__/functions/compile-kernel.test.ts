import { readFileSync } from "node:fs";
import { expect } from "chai";
import { bundleThread, THREAD_MODULE } from "../../functions/bundle-thread.ts";
import { KERNEL_WASM } from "../../functions/cleaner/bytes/kernel-wasm.ts";
import { INFLATE_WASM } from "../../functions/cleaner/gunzip/inflate-wasm.ts";
import { DEFLATE_WASM } from "../../functions/cleaner/gzip/deflate-wasm.ts";
import { compileKernel, KERNELS, kernelSources } from "../../functions/compile-kernel.ts";
import { THOROUGH } from "../thoroughness.ts";

/** The part that is used: TypeScript declares WebAssembly only among the types of browsers. */
declare const WebAssembly: {
  readonly Module: (new (bytes: Buffer) => object) & { imports(module: object): { module: string; name: string }[] };
};

for (const kernel of KERNELS)
  describe(`What is compiled of ${kernel.folder}`, () => {
    const shipped = readFileSync(new URL(`../../functions/${kernel.module}`, import.meta.url), "utf8");

    it("was compiled from the sources as they are, by the compiler of the lock file", async () => {
      const [, sources] = /^\/\/ SHA-256 of its sources: ([0-9a-f]{64})$/m.exec(shipped) ?? [];
      expect(sources, "run `npm run kernel`").to.equal(await kernelSources(kernel));
    });

    if (THOROUGH)
      it("is the compiled source, byte for byte", async () => {
        // `equal` would print both.
        expect(shipped === (await compileKernel(kernel)), "run `npm run kernel`").to.equal(true);
      });
  });

describe("The code of the thread that inflates", () => {
  it("is the bundled source, byte for byte", async () => {
    const shipped = readFileSync(new URL(`../../functions/${THREAD_MODULE}`, import.meta.url), "utf8");
    expect(shipped === (await bundleThread()), "run `npm run kernel`").to.equal(true);
  });
});

describe("The compiled kernels", () => {
  it("import only two functions of ours, so that they can't access files or the network", () => {
    const imports = [KERNEL_WASM, INFLATE_WASM, DEFLATE_WASM].flatMap((wasm) =>
      WebAssembly.Module.imports(new WebAssembly.Module(Buffer.from(wasm, "base64"))),
    );
    expect(imports.map(({ module, name }) => `${module}.${name}`)).to.have.members([
      "host.malformedCell",
      "host.escapedKey",
    ]);
  });
});
