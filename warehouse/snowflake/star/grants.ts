import { databaseRole, schemaOf, tableIn } from "../names.ts";
import { grant, onSchema } from "../roles.ts";
import type { SqlFile } from "../sql-file.ts";
import { streamedIn, type Target } from "../target.ts";
import { controlViewOf } from "./control.ts";
import { streamPipe } from "./names.ts";
import { viewsOfStar } from "./readers.ts";

/** Rights on the stars' views and the pipes. Each view by its name, because one that is made with COPY GRANTS gets none of the rights on future views. */
export function streamGrants(target: Target): SqlFile {
  const [reader, loader] = [databaseRole(target, "READER"), databaseRole(target, "LOADER")];
  const makes = streamedIn(target)
    .flatMap((source) => [
      ...(["analytics", "checks"] as const).flatMap((schema) =>
        onSchema(schemaOf(target, schema, source.database), reader),
      ),
      ...[
        ...viewsOfStar(target, source).map(({ name }) => name),
        ...source.tables.map(({ database, name }) => tableIn(target, "checks", database, name)),
        controlViewOf(target, source.database),
      ].map((view) => ({ right: `SELECT ON VIEW ${view}`, role: reader })),
      { right: `USAGE ON SCHEMA ${schemaOf(target, "landing", source.database)}`, role: loader },
      ...source.tables.map((table) => ({
        right: `MONITOR, OPERATE ON PIPE ${streamPipe(target, table)}`,
        role: loader,
      })),
    ])
    .map(grant);
  return { name: "820_stream_grants.sql", statements: makes.map(({ name }) => `GRANT ${name}`), makes };
}
