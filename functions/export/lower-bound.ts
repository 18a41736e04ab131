import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import type { Export } from "./export.ts";
import { ExportError } from "./export-error.ts";
import { listBatches, readManifest } from "./manifests.ts";

/**
 * How far changes reach back behind the end of those before: a row may become visible after its time of a change, when its transaction ends, or
 * when a job loads it. What is read again is merged again, which changes nothing.
 */
const OVERLAP_HOURS = 24;

interface Batch {
  readonly database: string;
  readonly table: string;
  readonly batch: string;
}

/**
 * Where a batch of changes begins: at the end of the newest batch before, less the overlap.
 * @returns undefined if all rows must be exported: the contract has no time of a change, there is no batch before, or it had other columns
 * @throws ExportError
 */
export async function lowerBound(to: Export, place: Batch, contract: ExportedTable): Promise<string | undefined> {
  if (contract.updatedAt === undefined) return undefined;
  const batches = await listBatches(to, place);
  const before = batches.filter((each) => each < place.batch).at(-1);
  if (before === undefined) return undefined;
  const { columns, to: bound } = await readManifest(to, { ...place, batch: before });
  if (!isSame(columns, Object.keys(contract.columns))) return undefined;
  const time = Date.parse(bound);
  if (Number.isNaN(time))
    throw new ExportError("MANIFEST_NOT_READABLE", { where: { table: place.table, batch: before } });
  return new Date(time - OVERLAP_HOURS * 3_600_000).toISOString().replace("Z", "000000Z");
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join("\n") === other.toSorted().join("\n");
}
