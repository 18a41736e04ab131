import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import type { Document } from "../../local/dms/bson.ts";
import { fromExtendedJson } from "./from-extended-json.ts";

/** The documents of one collection. */
export interface Collection {
  readonly name: string;
  readonly documents: readonly Document[];
}

/**
 * Reads the output of `mongoexport`: one file for each collection, with one document on each line, or with an array of documents.
 * @throws UserError
 */
export function readDocuments(folder: string): Collection[] {
  const files = namesIn(folder).filter((name) => name.endsWith(".json"));
  if (files.length === 0) throw new UserError(`--documents ${folder} has no .json files in it.`);
  return files.map((file) => {
    const documents = parseFile(join(folder, file)).map((value) => fromExtendedJson(value) as Document);
    return { name: file.replace(/\.json$/, ""), documents };
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new UserError(`--documents ${folder} can't be read as a folder: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

/** The parser's message is not shown, because it quotes the file. */
function parseFile(file: string): object[] {
  const text = readFileSync(file, "utf8").trim();
  const lines = text.startsWith("[") ? [text] : text.split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line, index) => {
    try {
      return JSON.parse(line) as object | object[];
    } catch {
      throw new UserError(`${file}: record ${index + 1} is not JSON.`);
    }
  });
}
