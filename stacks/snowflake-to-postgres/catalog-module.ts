import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database/index.js";
import { GlueClassifier } from "@cdktf/provider-aws/lib/glue-classifier/index.js";
import type { TerraformStack } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import { addOutputs } from "../outputs.ts";
import { addContractTable } from "./constructs/contract-table.ts";
import { Crawler } from "./constructs/crawler.ts";
import { addCrawlerRole } from "./constructs/crawler-role.ts";
import { findRawKey } from "./constructs/found.ts";
import { BATCH, STREAM } from "./folders.ts";
import { catalogName, crawlersOf, postgresName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";
import { tablesOf } from "./tables.ts";

/** The database of the Glue Data Catalog: the crawlers' tables, and those of the contracts beside them. */
export function addCatalog(stack: TerraformStack, environment: SnowflakeToPostgres, sources: Sources): void {
  const database = new GlueCatalogDatabase(stack, "database", { name: catalogName(environment) }).name;
  const role = addCrawlerRole(stack, environment, findRawKey(stack, environment));
  // Otherwise a crawler guesses whether the first line is a header, and guesses wrong if all columns are text.
  const csv = new GlueClassifier(stack, "csv", {
    name: postgresName(environment, "csv"),
    csvClassifier: { containsHeader: "PRESENT", delimiter: ",", quoteSymbol: '"', allowSingleColumn: true },
  }).name;
  for (const of of crawlersOf(environment)) {
    const what = of === "batch" ? { folder: BATCH, classifiers: [csv] } : { folder: STREAM, classifiers: [] };
    new Crawler(stack, of, { ...{ environment, of, database, role }, ...what });
  }
  for (const table of tablesOf(environment, sources)) addContractTable(stack, { environment, database, table });
  addOutputs(stack, { catalog_name: catalogName(environment) });
}
