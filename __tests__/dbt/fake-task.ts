import { columnMappings } from "../../contracts/column-mappings.ts";
import type { Tables } from "../../contracts/source.ts";
import { type FakeAws, startFakeAws } from "../ops/fake-aws.ts";

/** AWS with a running task of the MySQL database `practice`. @param load DMS's statistics of each table */
export async function startTask(tables: Tables, load: () => object): Promise<FakeAws> {
  const aws = await startFakeAws();
  aws.on("DescribeReplicationTasks", () => ({
    ReplicationTasks: [
      {
        ReplicationTaskArn: "arn:task:practice",
        Status: "running",
        TableMappings: JSON.stringify(columnMappings({ tables, database: "practice", schema: "practice" })),
      },
    ],
  }));
  aws.on("ReloadTables", () => ({}));
  aws.on("DescribeTableStatistics", () => ({
    TableStatistics: Object.keys(tables).map((TableName) => ({ SchemaName: "practice", TableName, ...load() })),
  }));
  return aws;
}
