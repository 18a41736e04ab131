import { compile } from "../web-assembly.ts";
import { INFLATE_WASM } from "./inflate-wasm.ts";

/** The compiled code, for all instances and threads. */
export const INFLATE = compile(INFLATE_WASM);
