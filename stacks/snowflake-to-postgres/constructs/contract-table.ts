import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table/index.js";
import type { Construct } from "constructs";
import { columnName } from "../../../contracts/columns.ts";
import { describeField } from "../../../contracts/listed-fields.ts";
import { BATCH } from "../folders.ts";
import { rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import type { ExportedTable } from "../tables.ts";

interface ContractTableProps {
  readonly environment: SnowflakeToPostgres;
  readonly database: string;
  readonly table: ExportedTable;
}

/**
 * Adds a table of the catalog as the contract has it: for who wants no crawler. Its partitions are projected from the folders' names, so none is
 * kept in the catalog; a query names the minute. All columns are text, as CSV has them, and it has no parts that are not committed only if the query
 * names a batch of a manifest.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export function addContractTable(scope: Construct, { environment, database, table }: ContractTableProps): void {
  const location = `s3://${rawBucketName(environment)}/${BATCH}${table.name}/`;
  new GlueCatalogTable(scope, `table-${table.name}`, {
    databaseName: database,
    name: `contract_${columnName([table.name])}`,
    tableType: "EXTERNAL_TABLE",
    parameters: {
      EXTERNAL: "TRUE",
      classification: "csv",
      "skip.header.line.count": "1",
      "projection.enabled": "true",
      ...projection("year", "2020,2100", 4),
      ...projection("month", "1,12", 2),
      ...projection("day", "1,31", 2),
      "projection.hhmm.type": "injected",
      // Athena's own variables; two dollar signs are one to Terraform.
      "storage.location.template": `${location}${PARTITIONS.map((name) => `${name}=$\${${name}}`).join("/")}/`,
    },
    partitionKeys: PARTITIONS.map((name) => ({ name, type: name === "hhmm" ? "string" : "int" })),
    storageDescriptor: {
      location,
      inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
      outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
      serDeInfo: {
        serializationLibrary: "org.apache.hadoop.hive.serde2.OpenCSVSerde",
        parameters: { separatorChar: ",", quoteChar: '"' },
      },
      columns: Object.entries(table.contract.columns).map(([name, column]) => {
        const { personal, type } = describeField(column);
        const is = personal === undefined ? String(type) : `${String(type)}, ${personal.tag} ${personal.kind}`;
        return { name: columnName([name]), type: "string", comment: is };
      }),
    },
  });
}

const PARTITIONS = ["year", "month", "day", "hhmm"] as const;

function projection(name: string, range: string, digits: number): Record<string, string> {
  return {
    [`projection.${name}.type`]: "integer",
    [`projection.${name}.range`]: range,
    [`projection.${name}.digits`]: String(digits),
  };
}
