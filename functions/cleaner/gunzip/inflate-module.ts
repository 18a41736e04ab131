import { INFLATE_WASM } from "./inflate-wasm.ts";

/** The part that is used: TypeScript declares WebAssembly only among the types of browsers. */
declare const WebAssembly: { readonly Module: new (bytes: Buffer) => object };

/** The compiled code, for all instances and threads. */
export const INFLATE = new WebAssembly.Module(Buffer.from(INFLATE_WASM, "base64"));
