import { manifestKey } from "../../../functions/shared/export-manifest.ts";
import { loadPart } from "../../../functions/sync/load-part.ts";
import { readManifest, readParts } from "../../../functions/sync/manifests.ts";
import { localSync } from "../../../local/market/local-sync.ts";
import { BUCKET, TABLES } from "./world.ts";

// A worker of its own, which loads all parts of a batch: tests kill it. Arguments: S3's endpoint, PostgreSQL's port, the batch.

const [endpoint = "", port = "", batch = ""] = process.argv.slice(2);
const sync = localSync({ endpoint, port: Number(port), bucket: BUCKET, database: "market", tables: TABLES });
const { manifest } = await readManifest(sync, manifestKey({ database: "market", table: "orders", batch }));
for (const part of await readParts(sync, manifest)) await loadPart(sync, part);
