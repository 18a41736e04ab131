import type { KeySource } from "./private-key.ts";

// On its first login the driver would otherwise ask addresses where clouds tell a machine what it is. The variable is the driver's own:
// https://github.com/snowflakedb/snowflake-connector-nodejs
process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION ??= "true";

/** Where the operator has the key, by the variables of the environment. */
export function keySource(): KeySource {
  return {
    ...given("path", process.env.SNOWFLAKE_PRIVATE_KEY_PATH),
    ...given("secretArn", process.env.SNOWFLAKE_PRIVATE_KEY_SECRET_ARN),
    ...given("passphrase", process.env.SNOWFLAKE_PRIVATE_KEY_PASSPHRASE),
  };
}

/** An empty variable is none. */
function given(name: keyof KeySource, value: string | undefined): KeySource {
  return value ? { [name]: value } : {};
}
