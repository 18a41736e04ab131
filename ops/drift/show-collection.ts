import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { Change } from "../../functions/process/drift.ts";
import type { Stopped } from "../../functions/process/stopped.ts";
import { shownName } from "../../functions/shared/shown-name.ts";
import { fullName } from "../redshift/find-collection.ts";
import type { InspectedCollection } from "./inspect-collection.ts";

/** Prints why a collection is stopped, and what accepting would do. */
export function showCollection(inspected: InspectedCollection, out: Terminal): void {
  const { stopped, backlog, effect, refused } = inspected;
  if (stopped === null) return;
  const waiting = `${backlog} ${backlog === 1 ? "batch" : "batches"} not loaded`;
  out.print(`${out.colors.bold(fullName(inspected))} ${REASONS[stopped.code]}`);
  out.print(`  since batch ${stopped.batch}: ${waiting}`);
  if (stopped.changes.length > 0) out.print(table(stopped.changes.map(rowOf), 4));
  if (stopped.names.length > 0) out.print(`  ${stopped.names.map(shownName).join(", ")}`);
  if (stopped.rejected === true) out.print("  Rejected: loading goes on when the whole collection has been read anew.");
  else if (refused.length > 0) for (const { path, reason } of refused) out.print(`  ${shownPath(path)}: ${reason}`);
  else out.print(`  --accept ${effect === null ? WITHOUT_DRIFT[stopped.code] : EFFECTS[effect]}`);
  out.print("");
}

const REASONS: Readonly<Record<Stopped["code"], string>> = {
  DRIFT: "is stopped by a change of its documents",
  UNTYPED: "waits for a first value in these fields",
  UNLISTED: "has fields that the contract does not list",
};

const EFFECTS = {
  types: "leaves the table as it is",
  column: "adds a column to the table, which readers see when their view is made again",
  table: "makes the table anew, without the readers' view, and loads everything again",
} as const;

const WITHOUT_DRIFT: Readonly<Record<Stopped["code"], string>> = {
  DRIFT: "",
  UNTYPED: "loads without them; when one has a value, it is a new column",
  UNLISTED: "ignores these names from now on; they are never loaded",
};

/** Path, kind, types before and now, documents. */
function rowOf({ path, change, was, is, documents }: Change): string[] {
  return [shownPath(path), change, was.join(", ") || "-", is.join(", ") || "-", `${documents} documents`];
}

/** Part by part, because a path is longer than a name. */
function shownPath(path: string): string {
  return path.split(".").map(shownName).join(".");
}
