import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "oxc-parser";
import { docComment } from "./doc-comment.ts";

/** Where the contract of a collection or a table is written, and what is written above it. */
export interface Source {
  /** From the repository's root: `contracts/legion/audit.ts`. */
  readonly file: string;
  /** The paragraphs of its doc comment; empty if it has none. */
  readonly purpose: readonly string[];
}

const INDEX = "contracts/index.ts";

/**
 * The source of each collection or table. A contract is found among the exports of the files that the index imports as the very
 * object that is listed, so it does not matter how the index spells it. One that is not exported by such a file has no source.
 */
export async function sourcesOf(
  listed: Readonly<Record<string, object>>,
  repository: string,
): Promise<ReadonlyMap<string, Source>> {
  const contracts = new Map<unknown, Source>();
  for (const path of await filesOf(join(repository, INDEX))) {
    const text = await readFile(path, "utf8");
    const exports = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exports)) {
      const file = relative(repository, path).replaceAll("\\", "/");
      contracts.set(value, { file, purpose: await docComment(text, name) });
    }
  }
  return new Map(
    Object.entries(listed).flatMap(([name, contract]): [string, Source][] => {
      const source = contracts.get(contract);
      return source === undefined ? [] : [[name, source]];
    }),
  );
}

/** The files that a module imports by a relative path. */
async function filesOf(path: string): Promise<string[]> {
  const { module } = await parse(path, await readFile(path, "utf8"));
  const specifiers = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  return specifiers.filter((each) => each.startsWith(".")).map((each) => join(dirname(path), each));
}
