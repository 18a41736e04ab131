import { compile, instantiate } from "../web-assembly.ts";
import { KERNEL_WASM } from "./kernel-wasm.ts";

/** Address of an object in the assembly's memory; 0 for null. */
export type Address = number;

/** The exports of `assembly/index.ts`. */
export interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  newBytes(length: number): Address;
  addressOf(bytes: Address): Address;
  newTable(keys: number): Address;
  addKey(table: Address, rule: Address, name: Address, prefix: Address, isKey: boolean): Address;
  comparisons(table: Address): number;
  setColumns(names: Address, count: number, hasOp: boolean, nullMarker: Address): void;
  setTimestamp(column: number): void;
  addKeyColumn(column: number): void;
  addKeyName(name: Address): void;
  readAhead(column: number, rule: Address): void;
  fields(): Address;
  deleteFields(): Address;
  addField(to: Address, kind: number, column: number, rule: Address, prefix: Address, isKey: boolean): Address;
  begin(line: number, windowBytes: number): void;
  enlarge(windowBytes: number): void;
  windowAt(): Address;
  readAll(from: Address, end: Address, isLast: boolean, largest: number): number;
  scan(from: Address, end: Address, isLast: boolean): number;
  startAt(): Address;
  nextAt(): Address;
  foundSize(): number;
  foundColumn(): number;
  foundLineEnds(): number;
  line(): number;
  rows(): number;
  deletes(): number;
  keyless(): number;
  keylessDeletes(): number;
  scalars(): number;
  replaced(): number;
  linesAt(): Address;
  linesLength(): number;
  forgetLines(): void;
}

/** The imports of `assembly/host.ts`. */
export interface Host {
  escapedKey(table: Address, from: Address, to: Address, isDoubled: number): Address;
  malformedCell(column: number): void;
}

const MODULE = compile(KERNEL_WASM);

/** A new instance, with its own memory. */
export function newAssembly(host: Host): Assembly {
  return instantiate(MODULE, { host });
}

/** The memory as it is now. The buffer becomes invalid if the memory grows while the assembly runs. */
export function memoryOf({ memory }: Assembly): Buffer {
  return Buffer.from(memory.buffer);
}
