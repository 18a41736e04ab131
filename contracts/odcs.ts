import type { Contract } from "./contract.ts";
import { contractsOf } from "./contracts-of.ts";
import { keyPaths, unlistedKey } from "./key.ts";
import { maskOf } from "./mask-of.ts";
import { type OdcsProperty, odcsId, propertyOf } from "./odcs-property.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "./passthrough.ts";
import { ENGINES, type Source } from "./source.ts";

/**
 * A data contract of the Open Data Contract Standard, but for its version.
 * https://bitol-io.github.io/open-data-contract-standard/v3.1.0/
 */
export interface OdcsContract {
  readonly apiVersion: "v3.1.0";
  readonly kind: "DataContract";
  readonly id: string;
  readonly name: string;
  readonly status: "active";
  readonly description: { readonly purpose: string; readonly limitations: string };
  readonly schema: readonly OdcsObject[];
}

interface OdcsObject {
  readonly id: string;
  readonly name: string;
  readonly logicalType: "object";
  readonly physicalType: "collection" | "table";
  readonly description?: string;
  readonly properties: readonly OdcsProperty[];
}

/**
 * What may leave a source, as the standard writes it. The same source gives the same document.
 * @param purposes what each collection or table is for, by its name
 */
export function odcsOf(database: string, source: Source, purposes: ReadonlyMap<string, string>): OdcsContract {
  return {
    apiVersion: "v3.1.0",
    kind: "DataContract",
    id: `clearwell-${database}`,
    name: database,
    status: "active",
    description: {
      purpose: `What may leave the ${ENGINES[source.engine]} database ${database}.`,
      limitations:
        "What is not listed does not leave. The warehouse masks a property that has a classification; one that has none is not personal.",
    },
    schema: Object.entries(contractsOf(source)).map(([name, contract]) => {
      return objectOf(name, contract, source, purposes.get(name));
    }),
  };
}

function objectOf(name: string, contract: Contract, source: Source, purpose: string | undefined): OdcsObject {
  const keys = source.engine === "mongodb" ? keyPaths(maskOf(contract)) : source.tables[name]?.key.map((key) => [key]);
  const listed = Object.entries(contract).map(([column, field]) => propertyOf([column], field, keys ?? []));
  const passing = source.engine === "mongodb" ? passingProperties(contract, keys ?? []) : [];
  return {
    id: odcsId(name),
    name,
    logicalType: "object",
    physicalType: source.engine === "mongodb" ? "collection" : "table",
    ...(purpose ? { description: purpose } : {}),
    properties: [...listed, ...passing],
  };
}

/** What passes for every collection without being listed: the key, unless the contract names it, and two columns of DMS. */
function passingProperties(contract: Contract, keys: readonly (readonly string[])[]): OdcsProperty[] {
  return [
    ...unlistedKey(maskOf(contract)).map((column) => propertyOf([column], "key", keys)),
    { ...propertyOf([TIMESTAMP_COLUMN], "timestamp", keys), description: "when DMS replicated the row" },
    { ...propertyOf([OP_COLUMN], "text", keys), description: "I, U or D: the row was inserted, updated or deleted" },
  ];
}
