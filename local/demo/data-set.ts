import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { keyColumns } from "../../contracts/key.ts";
import type { Masks } from "../../contracts/mask.ts";
import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { type RawFile, rawFiles } from "../dms/raw-files.ts";
import { toCells } from "../dms/table-mode.ts";
import type { RawObject } from "../raw-object.ts";
import { audit } from "./audit.ts";
import { cases } from "./cases.ts";
import { customers } from "./customers.ts";
import { type History, history } from "./history.ts";
import { orders } from "./orders.ts";
import { products } from "./products.ts";
import { seededRandom } from "./random.ts";
import { sessions } from "./sessions.ts";

export interface DataSet {
  readonly objects: readonly RawObject[];
  /** Documents that exist in the end, by namespace, `legion.audit`: a query over CLEAN must find as many. */
  readonly liveDocuments: ReadonlyMap<string, number>;
  /** A row to show before and after cleaning; undefined if no collection of the demo is listed. */
  readonly sample: Sample | undefined;
  /** Listed collections for which the demo has no documents, and why. */
  readonly leftOut: ReadonlyMap<string, string>;
}

export interface Sample extends Pick<RawFile, "header" | "firstRow"> {
  readonly key: string;
  readonly collection: string;
}

const SEED = 20260222;
const START = new Date("2026-02-22T10:15:00Z");
const COLLECTIONS = [audit, cases, customers, orders, products, sessions];

/**
 * Writes the RAW objects of every collection into a folder, listed or not; the same ones each time.
 * The collections are those of the stack's first database.
 */
export async function writeDataSet(
  folder: string,
  { rawPrefix, nullMarker, firstDatabase }: Pick<CleanerEnvironment, "rawPrefix" | "nullMarker" | "firstDatabase">,
  masks: Masks,
): Promise<DataSet> {
  const database = firstDatabase ?? Object.keys(masks)[0] ?? "demo";
  const allowList = Object.hasOwn(masks, database) ? (masks[database] ?? {}) : {};
  const objects: RawObject[] = [];
  const liveDocuments = new Map<string, number>();
  const leftOut = new Map(Object.keys(allowList).map((name) => [name, "the demo makes no such documents"]));
  let sample: Sample | undefined;
  for (const [index, collection] of COLLECTIONS.entries()) {
    const { name, opInFullLoad } = collection;
    const { liveDocuments: alive, ...past } = history(collection, seededRandom(SEED + index), START);
    const mask = Object.hasOwn(allowList, name) ? allowList[name] : undefined;
    const key = keyOf(past);
    const listedKey = keyColumns(mask ?? {}).join(", ");
    if (mask && listedKey !== key) {
      leftOut.set(name, `its key is ${listedKey} in the list, ${key} in the demo`);
      continue;
    }
    leftOut.delete(name);
    liveDocuments.set(`${database}.${name}`, alive);
    const replication = { ...past, folder: `${database}/${name}`, start: START, nullMarker, opInFullLoad };
    for (const { path, header, firstRow, body } of rawFiles(replication)) {
      const object = { key: rawPrefix.replace(/\/?$/, "/") + path, file: join(folder, rawPrefix, path) };
      await mkdir(dirname(object.file), { recursive: true });
      await writeFile(object.file, body);
      objects.push(object);
      if (mask && isBetterSample(sample, name)) sample = { collection: name, key: object.key, header, firstRow };
    }
  }
  return { objects, liveDocuments, sample, leftOut };
}

/** The column in which DMS would write the documents' `_id`, which comes first. */
function keyOf({ fullLoad: [document = {}] }: Pick<History, "fullLoad">): string {
  return [...toCells(document).keys()][0] ?? "";
}

/** A customer's row shows the most, so it is preferred to the first row of any other collection. */
function isBetterSample(sample: Sample | undefined, name: string): boolean {
  return sample === undefined || (name === customers.name && sample.collection !== name);
}
