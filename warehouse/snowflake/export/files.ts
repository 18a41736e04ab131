import type { SqlFile } from "../sql-file.ts";
import { exportedIn, type Target } from "../target.ts";
import { exporterGrants } from "./exporter.ts";
import { exportSchemas, exportStages } from "./stages.ts";
import { exportedTable } from "./tables.ts";

/** The files of all sources that are exported; none without such a source. */
export function exportFiles(target: Target): SqlFile[] {
  if (target.exports.length === 0) return [];
  return [
    exportSchemas(target),
    exportStages(target),
    ...exportedIn(target).map((table) => exportedTable(target, table)),
    exporterGrants(target),
  ];
}
