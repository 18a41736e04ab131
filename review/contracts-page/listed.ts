import { contractsOf } from "../../contracts/contracts-of.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { ENGINES, type Sources } from "../../contracts/source.ts";
import type { Table } from "../../contracts/table.ts";

/** How the page names a collection or a table. */
export type NameOf = (database: string, collection: string) => string;

/** A table of a source that has tables, as its contract has it. */
export interface ListedTable {
  /** `MySQL` */
  readonly engine: string;
  readonly table: Table;
}

/** What may leave of all sources, by the names on the page. */
export interface Listed {
  /** The collections of MongoDB, which go through RAW. */
  readonly allowList: AllowList;
  /** The columns of the tables, as contracts like those of collections. */
  readonly columns: AllowList;
  readonly tables: ReadonlyMap<string, ListedTable>;
  readonly nameOf: NameOf;
}

/** `users` if the sources have one database, now and before, and `shop/users` if they have several. */
export function namesIn(now: Sources, before: Sources = {}): NameOf {
  const databases = new Set([...shownIn(now), ...shownIn(before)].map(([database]) => database));
  return databases.size > 1 ? (database, collection) => `${database}/${collection}` : (_, collection) => collection;
}

/** The contracts of all databases, in the order of the sources. */
export function listedIn(sources: Sources, nameOf: NameOf): Listed {
  const shown = shownIn(sources);
  const contracts = (engines: readonly string[]) =>
    Object.fromEntries(
      shown
        .filter(([, source]) => engines.includes(source.engine))
        .flatMap(([database, source]) =>
          Object.entries(contractsOf(source)).map(([name, contract]) => [nameOf(database, name), contract] as const),
        ),
    );
  const tables = shown.flatMap(([database, source]) =>
    source.engine === "mongodb"
      ? []
      : Object.entries(source.tables).map(
          ([name, table]) => [nameOf(database, name), { engine: ENGINES[source.engine], table }] as const,
        ),
  );
  return {
    allowList: contracts(["mongodb"]),
    columns: contracts(RELATIONAL),
    tables: new Map(tables),
    nameOf,
  };
}

const RELATIONAL = ["mysql", "postgres", "snowflake"];

/** The databases that something replicates. */
function shownIn(sources: Sources) {
  return Object.entries(sources).filter(([, { engine }]) => engine === "mongodb" || RELATIONAL.includes(engine));
}
