import { keyColumns } from "../../contracts/key.ts";
import type { AllowList, ColumnMask, Mask, NestedMask } from "../../contracts/mask.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { isPrintable } from "../../functions/cleaner/column-name.ts";
import { type Column, columnsOf } from "../../ops/preview/columns.ts";
import type { Environment } from "../../stacks/environment.ts";
import { CLEAN_BUCKET, cleanPrefix } from "../../stacks/names.ts";
import { leavesOf, pathsIn } from "../contracts-diff/leaves.ts";

/** What becomes of a column: it leaves, whole or in these parts, or it does not. */
export interface Fate {
  readonly column: string;
  readonly fate: "whole" | "as JSON" | "by itself" | "in part" | "dropped";
  /** Of `in part`: the paths that leave. */
  readonly paths: readonly string[];
}

export interface CollectionPage {
  readonly collection: string;
  /** Whether its columns are those of RAW files; otherwise only the listed ones are known. */
  readonly hasSample: boolean;
  readonly columns: readonly Fate[];
  /** Dropped columns whose names may themselves be personal. */
  readonly droppedUnnamed: number;
  /** Listed, and in no RAW file that was given. */
  readonly absent: readonly string[];
  /** Where its rows land, by stack. */
  readonly lands: readonly string[];
}

export function describeCollections(
  allowList: AllowList,
  environments: readonly Environment[],
  headers: ReadonlyMap<string, readonly string[]>,
): CollectionPage[] {
  const deployed = environments.filter(({ deployDms }) => deployDms);
  return Object.entries(allowList).map(([collection, mask]) => ({
    collection,
    ...columns(mask, headers.get(collection) ?? []),
    lands: deployed.map((it) => `s3://${CLEAN_BUCKET}/${cleanPrefix(it)}${it.mongodb.database}/${collection}/`),
  }));
}

function columns(mask: Mask, header: readonly string[]): Omit<CollectionPage, "collection" | "lands"> {
  if (header.length === 0) return { hasSample: false, columns: listed(mask), droppedUnnamed: 0, absent: [] };
  // As the cleaner looks for it: the first column, or none.
  const ordered = header.includes(OP_COLUMN) ? [OP_COLUMN, ...header.filter((name) => name !== OP_COLUMN)] : header;
  const found = columnsOf(ordered, mask, true);
  const named = found.columns.filter(({ name, rule }) => rule !== "drop" || isPrintable(name));
  return {
    hasSample: true,
    columns: named.map(({ name, rule }) => fate(name, rule)),
    droppedUnnamed: found.columns.length - named.length,
    absent: found.absent,
  };
}

function listed(mask: Mask): Fate[] {
  const keys = keyColumns(mask);
  const passing = [...keys, TIMESTAMP_COLUMN, OP_COLUMN].map((name) => fate(name, "passes"));
  const own = Object.entries(mask).map(([name, rule]) => fate(name, rule));
  const others = own.map((each) => ({ ...each, paths: each.paths.filter((path) => !keys.includes(path)) }));
  return [
    ...passing,
    ...others.filter((each) => each.fate !== "by itself" && (each.fate !== "in part" || each.paths.length > 0)),
  ];
}

function fate(column: string, rule: Column["rule"] | ColumnMask): Fate {
  if (typeof rule === "object") return { column, fate: "in part", paths: paths(column, rule) };
  const fates = { true: "whole", json: "as JSON", key: "by itself", passes: "by itself", drop: "dropped" } as const;
  return { column, fate: fates[String(rule) as keyof typeof fates], paths: [] };
}

function paths(column: string, rule: NestedMask): string[] {
  const { children } = leavesOf({ [column]: rule, oid__id: "key" });
  return [...children].filter(([name]) => name !== "oid__id").flatMap(([name, node]) => pathsIn(name, node));
}
