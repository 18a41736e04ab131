import { analyticsViews } from "./analytics.ts";
import { checkView } from "./checks.ts";
import { currentRows } from "./current.ts";
import { dbtGrants } from "./dbt-role.ts";
import { dbtReaders, dbtSchemas, dbtViews } from "./dbt-views.ts";
import { erasedKeys } from "./erased-keys.ts";
import { exportFiles } from "./export/files.ts";
import { governance } from "./governance.ts";
import { lakeStages } from "./lakes.ts";
import { landingTable, pipes, stages } from "./landing.ts";
import { operations } from "./operations.ts";
import { grants, roles, schemas } from "./roles.ts";
import { shares } from "./share.ts";
import type { SqlFile } from "./sql-file.ts";
import { streamFiles } from "./star/files.ts";
import { removeSuperseded } from "./superseded.ts";
import { collectionsIn, type Target } from "./target.ts";

/** What dbt needs for relational sources, and what comes after it. */
const forDbt = [dbtSchemas, lakeStages, erasedKeys, dbtReaders, dbtGrants, dbtViews];

/**
 * All files of an environment that the owner role runs, in order. The administrator's file is not among them: `account.ts`.
 * The same target always gives the same files.
 */
export function sqlFiles(target: Target): readonly SqlFile[] {
  const collections = collectionsIn(target);
  const each = (file: (target: Target, collection: (typeof collections)[number]) => SqlFile | undefined) =>
    collections.flatMap((collection) => file(target, collection) ?? []);
  const files = [
    schemas(target),
    operations(target),
    roles(target),
    ...(target.access === undefined ? [] : [stages(target)]),
    governance(target),
    ...each(landingTable),
    ...each(pipes),
    ...each(currentRows),
    ...each(removeSuperseded),
    ...each(analyticsViews),
    ...each(checkView),
    grants(target),
    ...streamFiles(target),
    ...exportFiles(target),
    ...(target.lakes.length === 0 ? [] : forDbt.map((file) => file(target))),
    ...shares(target),
  ];
  return files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
