import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { createSafeBound, SAFE_BOUND } from "./safe-bound.ts";
import { listOf, literal, quoted } from "./sql-text.ts";
import { addUpdatedAtIndex } from "./updated-at-index.ts";

/** Tables of a source, by name. */
type Tables = Readonly<Record<string, ListedWatermarkTable>>;

/** How the producer logs in: by a token of IAM, or by a password. Without one MySQL makes it, and says it once, for the secret. */
export type Identified = { readonly by: "iam" } | { readonly by: "secret"; readonly password?: string };

/**
 * Makes the producer's user and gives it what its contract lists, and nothing else: MySQL itself refuses any other column, also in a
 * condition or an order. May be run again, after a change of the contract too. Not `revoke … if exists`: MariaDB has none.
 * https://dev.mysql.com/doc/refman/8.4/en/grant.html
 */
export function producerUser(
  database: string,
  user: string,
  tables: Tables,
  identified: Identified,
): readonly string[] {
  const account = `${literal(user)}@'%'`;
  return [
    `create user if not exists ${account} ${identification(identified)} require ssl`,
    `revoke all privileges, grant option from ${account}`,
    ...Object.entries(tables).map(([name, { columns }]) => {
      return `grant select (${listOf(Object.keys(columns))}) on ${quoted(database, name)} to ${account}`;
    }),
    `grant execute on procedure ${SAFE_BOUND} to ${account}`,
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html */
function identification(identified: Identified): string {
  if (identified.by === "iam") return "identified with AWSAuthenticationPlugin as 'RDS'";
  return `identified by ${identified.password === undefined ? "random password" : literal(identified.password)}`;
}

/** All that an administrator runs once in a source, as a script for the program `mysql`. */
export function administratorScript(database: string, user: string, tables: Tables, identified: Identified): string {
  const indexes = Object.entries(tables).map(([name, table]) => addUpdatedAtIndex(database, name, table));
  return [
    "-- What a source of mysql-to-snowflake needs, made from its contract. Run it as an administrator who has PROCESS.",
    "-- Again after a change of the contract: the user then has exactly what the contract lists.",
    ...(identified.by === "secret"
      ? ["-- MySQL says the user's password once: put it into the secret, with the user's name."]
      : []),
    "delimiter //",
    ...[...createSafeBound(), ...producerUser(database, user, tables, identified)].map((each) => `${each} //`),
    "delimiter ;",
    "",
    "-- The index in whose order the producer reads. Once; leave out those that there are.",
    ...indexes.map((each) => `${each};`),
    "",
  ].join("\n");
}
