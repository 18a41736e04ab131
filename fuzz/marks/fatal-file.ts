import fc from "fast-check";
import type { Listed } from "../shipped/upload.ts";
import type { FatalFault } from "./fatal-fault.ts";
import { HEADER_FAULTS } from "./header-faults.ts";
import { JOINED_FILES } from "./joined-files.ts";
import { mark } from "./mark.ts";
import { type RawFile, rawFile } from "./raw-file.ts";
import { RECORD_FAULTS } from "./record-faults.ts";
import { table } from "./table.ts";

/** A file with one fault, for which it must fail as a whole; but for that it is sound, with marks in every cell. */
export interface FatalFile {
  /** As it was before. */
  readonly file: RawFile;
  readonly fault: string;
  readonly csv: Buffer;
  /** Whether its header is one, and so may be told. */
  readonly hasHeader: boolean;
}

/** @param change what is changed in the file before the fault is put in */
export function fatalFile(
  listed?: fc.Arbitrary<Listed>,
  change: (file: RawFile) => RawFile = (file) => file,
): fc.Arbitrary<FatalFile> {
  const faults = fc.oneof(of(RECORD_FAULTS, true), of(JOINED_FILES, true), of(HEADER_FAULTS, false));
  return rawFile("sound", listed)
    .map(change)
    .chain((file) =>
      fc
        .tuple(faults, table(file.listed.mask, "sound"), fc.nat(), mark())
        .map(([{ fault, write, hasHeader }, other, at, word]) => {
          const sound = { ...file, other, mask: file.listed.mask };
          const place = { row: at % file.table.rows.length, word, turn: at };
          return { file, fault, hasHeader, csv: write(sound, place) };
        }),
    );
}

function of(faults: Readonly<Record<string, FatalFault>>, hasHeader: boolean) {
  const all = Object.entries(faults).map(([fault, write]) => ({ fault, write, hasHeader }));
  return fc.constantFrom(...all);
}
