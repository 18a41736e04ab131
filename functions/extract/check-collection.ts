import type { Extracted } from "./batch.ts";
import { openStream } from "./changes.ts";
import { readPosition } from "./position.ts";
import { findProjection } from "./projection.ts";
import type { Run } from "./run.ts";
import type { Source } from "./source.ts";
import { withinLag } from "./within-lag.ts";

/** What a look at a collection found; it wrote nothing. */
export interface CheckResult {
  /** The member that answered, as `host:port`. */
  readonly member: string | null;
  /** The next batch. */
  readonly next: number;
  /** Whether the first load is complete. */
  readonly isLoaded: boolean;
}

/**
 * Reads a document and opens a stream, as an extract does, and looks into the lake.
 * @throws ExtractError, or an error of the driver or of S3, for what an extract could not do
 */
export async function checkCollection(source: Source, extracted: Extracted, run: Run): Promise<CheckResult> {
  const { collection, session, client } = source;
  const options = { projection: findProjection(extracted.contract), session };
  await withinLag(collection.findOne({}, options), run.limits.lagMs);
  const stream = openStream(source, extracted);
  try {
    await withinLag(stream.tryNext(), run.limits.lagMs);
  } finally {
    await stream.close();
  }
  const hello = await client
    .db("admin")
    .command({ hello: 1 }, { readPreference: collection.readPreference ?? "secondary" });
  const { next, range, resume } = await readPosition(extracted.lake, extracted.database, extracted.name);
  return {
    member: (hello.me as string | undefined) ?? null,
    next,
    isLoaded: resume !== undefined && range === undefined,
  };
}
