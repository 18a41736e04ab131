import { fileName } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import type { StreamedDatabase, Target } from "../target.ts";
import { createDates, dateIn } from "./dates.ts";
import { createDimension, madeDimension } from "./dimensions.ts";
import { createErased, erasedIn } from "./erased.ts";
import { createFact, madeFact } from "./facts.ts";
import { createStream, keepForStreams, madeStream, type TableStream } from "./landing.ts";
import { controlsOf, rebuildOf, rebuildStream } from "./names.ts";
import { dimensionsOf, factsOf } from "./shape.ts";

/** The tables of a source's star, with the streams between them. */
export function starTables(target: Target, source: StreamedDatabase): SqlFile {
  const { database } = source;
  const rebuild = rebuildOf(target, database);
  const [dimensions, facts] = [dimensionsOf(source), factsOf(source)];
  const readers = [
    ...(dimensions.length > 0 ? ["fill" as const] : []),
    ...(facts.length > 0 ? ["merge" as const] : []),
  ];
  const streams = readers.map((task): TableStream => {
    return { name: rebuildStream(target, database, task), table: rebuild, of: "inserts" };
  });
  return {
    name: `420_${fileName(database, "star")}.sql`,
    statements: [
      `CREATE TABLE IF NOT EXISTS ${controlsOf(target, database)} (source_table VARCHAR, day VARCHAR, key_count NUMBER(38,0), checksum NUMBER(38,0), _extracted_at TIMESTAMP_NTZ, _loaded_at TIMESTAMP_LTZ)`,
      createErased(target, database),
      `CREATE TABLE IF NOT EXISTS ${rebuild} (asked_at TIMESTAMP_LTZ, because VARCHAR)`,
      keepForStreams(rebuild),
      ...streams.map(createStream),
      ...createDates(target, database),
      ...dimensions.flatMap((dimension) => createDimension(target, dimension)),
      ...facts.flatMap((fact) => createFact(target, fact)),
    ],
    makes: [
      { kind: "table", name: controlsOf(target, database), undo: [] },
      { kind: "table", name: erasedIn(target, database), undo: [] },
      { kind: "table", name: rebuild, undo: [] },
      ...streams.map(madeStream),
      { kind: "table", name: dateIn(target, database), undo: [`DROP TABLE IF EXISTS ${dateIn(target, database)}`] },
      ...dimensions.flatMap((dimension) => madeDimension(target, dimension)),
      ...facts.flatMap((fact) => madeFact(target, fact)),
    ],
  };
}
