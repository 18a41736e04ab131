import type { LocalPipelines } from "./local-pipeline.ts";
import { CHECKS, MONGODB, MYSQL, REDSHIFT } from "./setup/checks.ts";

const { browser, cdktn, e2e, snowflake, terraform } = CHECKS;

/** The pipelines that `npm start` and `npm run setup` know. A pipeline of which nothing runs yet is NOT_BUILT. */
export const PIPELINES: LocalPipelines = {
  "mongodb-to-snowflake": {
    run: [],
    tests: [...browser, ...cdktn, ...e2e, ...CHECKS["lambda-node"], ...snowflake, ...terraform],
    load: async () => (await import("./mongodb-to-snowflake.ts")).mongodbToSnowflake,
  },
  "relational-to-snowflake": {
    run: CHECKS.dbt,
    tests: terraform,
    load: async () => (await import("./relational-to-snowflake.ts")).relationalToSnowflake,
  },
  "mysql-to-snowflake": {
    run: [...MYSQL, ...snowflake],
    tests: [...e2e, ...CHECKS.sources, ...terraform],
    load: async () => (await import("./mysql-to-snowflake.ts")).mysqlToSnowflake,
  },
  "mongodb-to-redshift": {
    run: [...MONGODB, ...REDSHIFT],
    tests: [...CHECKS.redshift, ...CHECKS["lambda-node"], ...terraform],
    load: async () => (await import("./mongodb-to-redshift.ts")).mongodbToRedshift,
  },
  "snowflake-to-postgres": {
    run: [],
    tests: terraform,
    load: async () => (await import("./snowflake-to-postgres.ts")).snowflakeToPostgres,
  },
};

/** What `npm start` runs if no pipeline is named. */
export const DEFAULT_PIPELINE = "mongodb-to-snowflake";
