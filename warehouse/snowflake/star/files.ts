import { starViewNames } from "../../../contracts/star-views.ts";
import type { SqlFile } from "../sql-file.ts";
import { streamedIn, type Target } from "../target.ts";
import { checkTable } from "./checks.ts";
import { controlView } from "./control.ts";
import { streamGrants } from "./grants.ts";
import { landingWithStream, streamPipes, streamSchemas, streamStages } from "./landing.ts";
import { starViews } from "./readers.ts";
import { staging } from "./staging.ts";
import { starTables } from "./star-tables.ts";
import { removeSupersededRecords } from "./superseded.ts";
import { tasks } from "./tasks.ts";
import { compareDaily, watchStreams } from "./watch.ts";

/** The files of all sources whose rows are streamed; none without such a source. */
export function streamFiles(target: Target): SqlFile[] {
  const sources = streamedIn(target);
  if (sources.length === 0) return [];
  return [
    streamSchemas(target),
    streamStages(target),
    ...sources.flatMap((source) => [
      ...source.tables.flatMap((table) => [
        landingWithStream(target, table),
        staging(target, table),
        checkTable(target, source, table),
      ]),
      starTables(target, source),
      tasks(target, source),
      removeSupersededRecords(target, source) ?? [],
      streamPipes(target, source),
      ...(starViewNames(source.star).length === 0 ? [] : [starViews(target, source)]),
      controlView(target, source),
      compareDaily(target, source),
      watchStreams(target, source),
    ]),
    streamGrants(target),
  ].flat();
}
