import { DuckDBInstance } from "@duckdb/node-api";
import { copyStatement } from "./lib/duckdb-sql.ts";
import { runJob } from "./lib/job.ts";

/** One SQL statement, on as many threads as DuckDB uses by default. Its gzip has no levels. */
await runJob(async (job) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(copyStatement(job));
  connection.closeSync();
  instance.closeSync();
});
