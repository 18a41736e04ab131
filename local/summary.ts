import type { Mask, Masks } from "../contracts/mask.ts";
import type { CleanResult } from "./clean-all.ts";
import type { CleanedObject } from "./cleaner-log.ts";

/** The sums over a collection's objects. */
export interface CollectionSummary {
  /** `legion.audit`, the way MongoDB names it. */
  readonly namespace: string;
  readonly collection: string;
  readonly cleanKeys: readonly string[];
  /** Cleaned objects. */
  readonly objects: number;
  readonly failed: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly deletes: number;
  readonly malformed: number;
  /** Listed columns that an object with rows has. */
  readonly kept: number;
  /** Columns that were found and are not listed. */
  readonly dropped: number;
  /** Those of their names that may be shown. */
  readonly droppedNames: readonly string[];
  /** Listed columns that no object with rows has. */
  readonly absent: readonly string[];
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export function summarize(
  { cleaned, failed }: Pick<CleanResult, "cleaned" | "failed">,
  rawPrefix: string,
  masks: Masks,
): CollectionSummary[] {
  const ofCleaned = byNamespace(cleaned, rawPrefix);
  const ofFailed = byNamespace(failed, rawPrefix);
  return [...new Set([...ofCleaned.keys(), ...ofFailed.keys()])].map((namespace) => {
    const dot = namespace.indexOf(".");
    const collection = namespace.slice(dot + 1);
    const mask = masks[namespace.slice(0, dot)]?.[collection];
    const objects = ofCleaned.get(namespace) ?? [];
    return summarizeOne(namespace, collection, objects, ofFailed.get(namespace)?.length ?? 0, mask ?? {});
  });
}

function byNamespace<T extends { readonly rawKey: string }>(
  objects: readonly T[],
  rawPrefix: string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    const namespace = namespaceOf(object.rawKey, rawPrefix);
    groups.set(namespace, [...(groups.get(namespace) ?? []), object]);
  }
  return groups;
}

function namespaceOf(rawKey: string, rawPrefix: string): string {
  const path = rawKey.slice(rawPrefix.replace(/\/?$/, "/").length);
  return path.split("/").slice(0, 2).join(".");
}

function summarizeOne(
  namespace: string,
  collection: string,
  objects: readonly CleanedObject[],
  failed: number,
  mask: Mask,
): CollectionSummary {
  const sum = (count: (object: CleanedObject) => number) => objects.reduce((total, object) => total + count(object), 0);
  // An object without rows may have no header; its columns say nothing.
  const withRows = objects.filter(({ rowsIn }) => rowsIn > 0);
  const hasColumn = (column: string) => withRows.some(({ absent }) => !absent.includes(column));
  const droppedNames = [...new Set(objects.flatMap(({ dropped }) => dropped))];
  const unnamed = Math.max(0, ...objects.map(({ droppedUnnamed }) => droppedUnnamed));
  return {
    namespace,
    collection,
    cleanKeys: objects.flatMap(({ cleanKey }) => cleanKey ?? []),
    objects: objects.length,
    failed,
    rowsIn: sum(({ rowsIn }) => rowsIn),
    rowsOut: sum(({ rowsOut }) => rowsOut),
    deletes: sum(({ deletes }) => deletes),
    malformed: sum(({ malformed }) => malformed),
    kept: Object.keys(mask).filter(hasColumn).length,
    dropped: droppedNames.length + unnamed,
    droppedNames,
    absent: withRows.length === 0 ? [] : Object.keys(mask).filter((column) => !hasColumn(column)),
    bytesIn: sum(({ bytesIn }) => bytesIn),
    bytesOut: sum(({ bytesOut }) => bytesOut),
  };
}
