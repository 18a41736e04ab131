import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Masks } from "../../contracts/mask.ts";
import type { Problem } from "../../contracts/problem.ts";
import type { Example } from "./example.ts";
import { writeExpectation } from "./write-expectation.ts";

type Found = Example | Problem;

const SUFFIX = ".examples";
const PLACE = "contracts/<database>/<collection>.examples/<title>.csv, with <title>.ndjson beside it";

/** The folder of a collection's examples, in the folder of the contracts. */
export function examplesFolder(contracts: string, database: string, collection: string): string {
  return join(contracts, database, collection + SUFFIX);
}

/**
 * The examples that can be run, and what keeps a file from being a part of one: it is in a wrong place, alone, or of a collection that
 * is not listed. Hidden files are left out.
 */
export function findExamples(contracts: string, masks: Masks): { examples: Example[]; problems: Problem[] } {
  const found = entriesOf(contracts).flatMap((entry) => {
    if (entry.isDirectory()) return inDatabase(contracts, entry.name, masks);
    return isContract(entry) || entry.name === "README.md" ? [] : [stray(join(contracts, entry.name))];
  });
  return {
    examples: found.filter((each) => "csv" in each),
    problems: found.filter((each) => "problem" in each),
  };
}

function inDatabase(contracts: string, database: string, masks: Masks): Found[] {
  const collections = Object.hasOwn(masks, database) ? masks[database] : {};
  return entriesOf(join(contracts, database)).flatMap((entry) => {
    if (isContract(entry)) return [];
    const path = join(contracts, database, entry.name);
    if (!entry.isDirectory() || !entry.name.endsWith(SUFFIX)) return [stray(path)];
    const collection = entry.name.slice(0, -SUFFIX.length);
    if (!Object.hasOwn(collections ?? {}, collection)) return [unlisted(path, database, collection)];
    return inFolder(path, database, collection);
  });
}

function inFolder(folder: string, database: string, collection: string): Found[] {
  const entries = entriesOf(folder);
  const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  return entries.flatMap(({ name }) => {
    const [, title = "", extension] = /^(.+)\.(csv|ndjson)$/.exec(name) ?? [];
    const path = join(folder, name);
    if (extension === undefined || !names.has(name)) return [stray(path)];
    if (extension === "ndjson") return names.has(`${title}.csv`) ? [] : [withoutInput(path)];
    const example = { database, collection, title, csv: path, ndjson: join(folder, `${title}.ndjson`) };
    return [names.has(`${title}.ndjson`) ? example : withoutExpectation(example)];
  });
}

/** In an order that does not depend on the file system. */
function entriesOf(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isContract(entry: Dirent): boolean {
  return entry.isFile() && entry.name.endsWith(".ts");
}

function stray(where: string): Problem {
  return {
    where,
    problem: "neither a contract nor an example",
    remedy: `an example is ${PLACE}; move it, or delete it`,
  };
}

function unlisted(where: string, database: string, collection: string): Problem {
  const problem = `${database} lists no collection ${collection}: examples run through the cleaner, which has no mask of it`;
  return { where, problem, remedy: "name the folder as the list names the collection, or delete it" };
}

function withoutInput(where: string): Problem {
  return { where, problem: "an expectation without an input", remedy: "add the .csv of the same name, or delete it" };
}

function withoutExpectation(example: Example): Problem {
  const remedy = `write it by hand, or write down what leaves now and review each line of it:\n    ${writeExpectation(example)}`;
  return { where: example.csv, problem: "no expectation beside it, an .ndjson of the same name", remedy };
}
