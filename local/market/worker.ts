import { manifestKey } from "../../functions/shared/export-manifest.ts";
import { loadPart } from "../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../functions/sync/manifests.ts";
import { type LocalSyncPlace, localSync } from "./local-sync.ts";

// A worker in a process of its own, which loads all parts of a batch, and says so after each. Arguments: where, the table, the batch.

const [place = "{}", table = "", batch = ""] = process.argv.slice(2);
const sync = localSync(JSON.parse(place) as LocalSyncPlace);
const { manifest } = await readManifest(sync, manifestKey({ database: sync.database, table, batch }));
for (const part of await readParts(sync, manifest)) {
  const { already } = await loadPart(sync, part);
  process.send?.({ already });
}
sync.s3.destroy();
process.disconnect?.();
