/** `COPY INTO '@stage/path' FROM ( SELECT … ) FILE_FORMAT = … MAX_FILE_SIZE = n`, taken apart. */
export interface CopyInto {
  /** With database and schema. */
  readonly stage: string;
  readonly path: string;
  readonly select: string;
  readonly maxFileSize: number;
}

/** @returns undefined if the statement is not one that unloads */
export function parseCopyInto(statement: string): CopyInto | undefined {
  const found =
    /^COPY INTO '@([\w.]+)\/([^']*)'\nFROM \(\n([\s\S]*)\n\)\nFILE_FORMAT = \([\s\S]*MAX_FILE_SIZE = (\d+)$/.exec(
      statement,
    );
  const [, stage = "", path = "", select = "", size = "0"] = found ?? [];
  return found === null ? undefined : { stage, path, select, maxFileSize: Number(size) };
}

/** A SELECT without the moment of Time Travel, which DuckDB has not. */
export function withoutMoment(select: string): { readonly sql: string; readonly moment?: string } {
  const [clause, moment] = / AT \(TIMESTAMP => '([^']+)'::TIMESTAMP_TZ\)/.exec(select) ?? [];
  if (clause === undefined || moment === undefined) return { sql: select };
  return { sql: select.replace(clause, ""), moment };
}
