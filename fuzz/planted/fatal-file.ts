import fc from "fast-check";
import type { Listed } from "../shipped/upload.ts";
import type { FatalFault } from "./fatal-fault.ts";
import { HEADER_FAULTS } from "./header-faults.ts";
import { JOINED_FILES } from "./joined-files.ts";
import { plantedValue } from "./planted-value.ts";
import { type RawFile, rawFile } from "./raw-file.ts";
import { RECORD_FAULTS } from "./record-faults.ts";
import { table } from "./table.ts";

/** A file that must fail as a whole because of one fault. The rest is sound, with planted values in every cell. */
export interface FatalFile {
  /** The file without the fault. */
  readonly file: RawFile;
  readonly fault: string;
  readonly csv: Buffer;
  /** Whether its header is a header, so that its names may be printed. */
  readonly hasHeader: boolean;
}

/** @param change applied to the file before the fault is put in */
export function fatalFile(
  listed?: fc.Arbitrary<Listed>,
  change: (file: RawFile) => RawFile = (file) => file,
): fc.Arbitrary<FatalFile> {
  const faults = fc.oneof(of(RECORD_FAULTS, true), of(JOINED_FILES, true), of(HEADER_FAULTS, false));
  return rawFile("sound", listed)
    .map(change)
    .chain((file) =>
      fc
        .tuple(faults, table(file.listed.mask, "sound"), fc.nat(), plantedValue())
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
