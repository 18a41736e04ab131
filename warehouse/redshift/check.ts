import { checkMongoFields } from "../../contracts/check-mongodb-fields.ts";
import { columnName } from "../../contracts/columns.ts";
import type { Problem } from "../../contracts/problem.ts";
import { NAME_RULES } from "../../contracts/reserved-words.ts";
import type { Sources } from "../../contracts/source.ts";
import { schemaOf, stagingOf } from "./names.ts";

/**
 * Collections that Redshift can't hold. `where` begins with the database. Names in quotes may be reserved words; Redshift folds their case all
 * the same.
 */
export function checkRedshift(sources: Sources): Problem[] {
  const databases = Object.entries(sources).flatMap(([database, source]) =>
    source.engine === "mongodb" ? [{ database, collections: source.collections }] : [],
  );
  return [
    ...sameSchemas(databases.map(({ database }) => database)),
    ...databases.flatMap(({ database, collections }) => [
      ...sameTables(database, Object.keys(collections)),
      ...Object.entries(collections).flatMap(([collection, contract]) => [
        ...tooLong(database, collection),
        ...checkMongoFields(contract).map((problem) => ({
          ...problem,
          where: `${database}.${collection}.${problem.where}`,
        })),
      ]),
    ]),
  ];
}

function sameSchemas(databases: readonly string[]): Problem[] {
  const columns = databases.map((database) => columnName([database]));
  return databases.flatMap((where, at) => {
    if (columns.indexOf(columns[at] ?? "") === at) return [];
    const problem = `its schema in Redshift would be that of another database, ${schemaOf("landing", where)}`;
    return [{ where, problem, remedy: "list one of them" }];
  });
}

function sameTables(where: string, collections: readonly string[]): Problem[] {
  const tables = collections.map((name) => columnName([name]));
  return collections.flatMap((name, at) => {
    const first = tables.indexOf(tables[at] ?? "");
    if (first === at) return [];
    const problem = `${collections[first]} and ${name} are one table in Redshift: case means nothing there`;
    return [{ where, problem, remedy: "read one of them in another environment" }];
  });
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
function tooLong(database: string, collection: string): Problem[] {
  const { maxLength } = NAME_RULES.redshift;
  const names = [schemaOf("analytics", database), stagingOf({ database, collection })].map((name) => name.slice(1, -1));
  return names
    .filter((name) => name.length > maxLength)
    .map((name) => ({
      where: `${database}.${collection}`,
      problem: `a name in Redshift would have ${name.length} characters, and ${maxLength} are allowed`,
      remedy: "leave the collection out",
    }));
}
