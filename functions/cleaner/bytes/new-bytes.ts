import { jsonKey } from "../json-key.ts";
import { type Address, type Assembly, memoryOf } from "./assembly.ts";

/** Copies bytes into the assembly's memory, where they stay. */
export function newBytes(assembly: Assembly, text: string | Buffer): Address {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const address = assembly.newBytes(bytes.length);
  bytes.copy(memoryOf(assembly), assembly.addressOf(address));
  return address;
}

/** The text before a member's value. The opening bracket overwrites the comma of the first member. */
export function memberPrefix(name: string): string {
  return `,${jsonKey(name)}:`;
}
