import { compile, instantiate } from "../web-assembly.ts";
import { DEFLATE_WASM } from "./deflate-wasm.ts";

/** The exports of `assembly/index.ts`. */
interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  inputAt(): number;
  inputRoom(): number;
  take(length: number): number;
  end(): number;
  outputAt(): number;
}

const MODULE = compile(DEFLATE_WASM);

export interface Deflate {
  /** What of the text is complete as a block; often nothing. A buffer is overwritten when the next is asked for. */
  push(text: Buffer): Generator<Buffer>;
  /** The rest. Nothing may be pushed after it. */
  end(): Buffer;
}

/** Compresses one text, with a memory of its own: 0.5 MB. https://www.rfc-editor.org/rfc/rfc1951 */
export function newDeflate(): Deflate {
  const assembly = instantiate<Assembly>(MODULE);
  // It never grows.
  const memory = Buffer.from(assembly.memory.buffer);
  const output = (bytes: number) => memory.subarray(assembly.outputAt(), assembly.outputAt() + bytes);
  return {
    *push(text) {
      for (let at = 0; at < text.length; ) {
        const copied = text.copy(memory, assembly.inputAt(), at, at + assembly.inputRoom());
        const written = assembly.take(copied);
        if (written > 0) yield output(written);
        at += copied;
      }
    },
    end: () => output(assembly.end()),
  };
}
