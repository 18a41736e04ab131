import type { Problem } from "../../../contracts/problem.ts";
import { between, rule } from "../../checks/rule.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** Names of PostgreSQL's own, and of RDS's. */
const RESERVED = ["postgres", "rdsadmin", "template0", "template1"];

/** Versions that RDS has, and that `create_tables.sql` is for. https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html */
const VERSIONS = ["16", "17", "18"];

/** Sizes, names and limits that RDS takes. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export function checkPostgres({ postgres }: SnowflakeToPostgres): Problem[] {
  const { database, version, instanceClass, storageGb, maxStorageGb, snapshotDays } = postgres;
  return [
    ...rule(
      /^[a-z][a-z0-9_]{0,62}$/.test(database) && !RESERVED.includes(database),
      "postgres.database",
      `"${database}" can't be the name of a database`,
      "use up to 63 lower-case letters, digits and underscores, a letter first, and no name of PostgreSQL's own",
    ),
    ...rule(
      VERSIONS.includes(version),
      "postgres.version",
      `"${version}" is not a major version of PostgreSQL from 16 on`,
      `write one of ${VERSIONS.join(", ")}, without the minor version`,
    ),
    ...rule(
      /^db\.[a-z0-9]+\.[a-z0-9]+$/.test(instanceClass),
      "postgres.instanceClass",
      `"${instanceClass}" is not a class of RDS's instances`,
      "write it as `db.t4g.medium`",
    ),
    ...between("postgres.storageGb", storageGb, 20, 65_536),
    // RDS asks for a tenth more.
    ...between("postgres.maxStorageGb", maxStorageGb, Math.ceil(storageGb * 1.1), 65_536),
    ...between("postgres.snapshotDays", snapshotDays, 1, 35),
  ];
}
