import { loadPart } from "../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../functions/sync/manifests.ts";
import type { LoadedMessage } from "./load.ts";
import { type LocalSyncPlace, localSync } from "./local-sync.ts";

// A worker in a process of its own, which loads all parts of batches, and says so after each. Arguments: where, the manifests' keys.

const [place = "{}", ...keys] = process.argv.slice(2);
const sync = localSync(JSON.parse(place) as LocalSyncPlace);
for (const key of keys) {
  const { manifest } = await readManifest(sync, key);
  for (const part of await readParts(sync, manifest)) {
    const began = performance.now();
    const { already } = await loadPart(sync, part);
    const message: LoadedMessage = { manifest: key, already, seconds: (performance.now() - began) / 1000 };
    process.send?.(message);
  }
}
sync.s3.destroy();
process.disconnect?.();
