import { type LocalPipelines, NOT_BUILT } from "./local-pipeline.ts";
import { CHECKS, MYSQL } from "./setup/checks.ts";

const { browser, cdktn, e2e, snowflake, terraform } = CHECKS;

/** The pipelines that `npm start` and `npm run setup` know. To add one, replace NOT_BUILT. */
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
  "mongodb-to-redshift": NOT_BUILT,
  "snowflake-to-postgres": {
    run: [],
    tests: terraform,
    load: async () => (await import("./snowflake-to-postgres.ts")).snowflakeToPostgres,
  },
};

/** What `npm start` runs if no pipeline is named. */
export const DEFAULT_PIPELINE = "mongodb-to-snowflake";
