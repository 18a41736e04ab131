import { runTask } from "../../command/run.ts";
import { thisShell } from "../../command/shell.ts";
import { manifestKey } from "../../functions/shared/export-manifest.ts";
import { loadPart } from "../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../functions/sync/manifests.ts";
import { localSync } from "../../local/market/local-sync.ts";
import { BATCH, BUCKET, PLACE, TABLES } from "./parts.ts";

// A worker of the sync in a process of its own. Arguments: S3's endpoint, PostgreSQL's port, which worker, of how many.

const shell = thisShell();
const [endpoint = "", port = "", worker = "", workers = ""] = process.argv.slice(2);

process.exitCode = await runTask(async () => {
  const { database } = PLACE;
  const sync = localSync({ endpoint, port: Number(port), bucket: BUCKET, database, tables: TABLES });
  const { manifest } = await readManifest(sync, manifestKey({ ...PLACE, batch: BATCH }));
  const parts = await readParts(sync, manifest);
  const begin = Date.now();
  const mebibytes: number[] = [];
  for (const [at, part] of parts.entries())
    if (at % Number(workers) === Number(worker)) {
      await loadPart(sync, part);
      mebibytes.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  shell.out.print(JSON.stringify({ begin, end: Date.now(), peakBytes, mebibytes }));
}, shell);
