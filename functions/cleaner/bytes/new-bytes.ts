import { jsonKey } from "../json-key.ts";
import { type Address, type Assembly, memoryOf } from "./assembly.ts";

/** Puts bytes into the assembly's memory, where they stay. */
export function newBytes(assembly: Assembly, text: string | Buffer): Address {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const address = assembly.newBytes(bytes.length);
  bytes.copy(memoryOf(assembly), assembly.addressOf(address));
  return address;
}

/** Written before a member's value. The comma of the first one is overwritten by the opening bracket. */
export function memberPrefix(name: string): string {
  return `,${jsonKey(name)}:`;
}
