import type { KeySource } from "./private-key.ts";

// On its first login the driver would otherwise ask addresses where clouds tell a machine what it is. The variable is the driver's own:
// https://github.com/snowflakedb/snowflake-connector-nodejs
process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION ??= "true";

/** Where the operator has the key, by the variables of the environment. */
export function keySource(): KeySource {
  return {
    variables: "SNOWFLAKE_PRIVATE_KEY",
    ...given("path", process.env.SNOWFLAKE_PRIVATE_KEY_PATH),
    ...given("secretArn", process.env.SNOWFLAKE_PRIVATE_KEY_SECRET_ARN),
    ...given("passphrase", process.env.SNOWFLAKE_PRIVATE_KEY_PASSPHRASE),
  };
}

/** Where dbt's key is: its user is another than the runner's. */
export function dbtKeySource(): KeySource {
  return {
    variables: "DBT_PRIVATE_KEY",
    ...given("path", process.env.DBT_PRIVATE_KEY_PATH),
    ...given("secretArn", process.env.DBT_PRIVATE_KEY_SECRET_ARN),
    ...given("passphrase", process.env.DBT_PRIVATE_KEY_PASSPHRASE),
  };
}

/** What dbt gets: this environment without the keys' places, the variables of its profile, and no telemetry. */
export function dbtEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/PRIVATE_KEY/.test(name));
  return { ...Object.fromEntries(own), DO_NOT_TRACK: "1", ...variables };
}

/** An empty variable is none. */
function given(name: keyof KeySource, value: string | undefined): Partial<KeySource> {
  return value ? { [name]: value } : {};
}
