import { listedTablesOf } from "../../../contracts/listed-tables-of.ts";
import { table } from "../../../contracts/table.ts";
import { type Lake, openLake } from "../../../functions/lake-columns/lake.ts";
import { storedObject } from "../../../local/s3-object.ts";
import type { S3Server } from "../../../local/s3-server.ts";

const BUCKET = "lake";

/** The time of the tests. */
export const NOW = new Date("2026-11-21T12:00:00Z");

export const LISTED = listedTablesOf({
  clinic: {
    engine: "mysql",
    tables: {
      visits: table({ key: ["id"], columns: { id: "integer", room: "text" } }),
      rooms: table({ key: ["id"], columns: { id: "integer" } }),
    },
  },
});

export function lakeOf(s3: S3Server): Lake {
  return openLake(BUCKET, "111122223333", {
    endpoint: s3.endpoint,
    region: "us-west-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
    maxAttempts: 1,
  });
}

/** @param hours how long before the time of the tests it was written */
export function put(s3: S3Server, key: string, body: Buffer, hours = 0): void {
  const lastModified = new Date(NOW.getTime() - hours * 60 * 60 * 1000);
  s3.objects.set(`${BUCKET}/${key}`, { ...storedObject(body), lastModified });
}

/** The requests that list, by prefix and where they begin. */
export function listings(s3: S3Server): string[] {
  return s3.requests
    .filter(({ key }) => key === "")
    .map(({ query }) => [query.prefix, query["start-after"]].filter((part) => part !== undefined).join(" after "));
}
