import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { UserError } from "../../command/user-error.ts";

// snowflake-sdk is 122 MB, and only these commands need it. So it is not among the repository's packages, but in a folder of its own.

/** What is used of snowflake-sdk, whose own types are not there before the setup. https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver */
export interface Driver {
  configure(options: { readonly logLevel: "OFF" }): void;
  createConnection(options: object): DriverConnection;
}

export interface DriverConnection {
  connect(done: (error: Error | undefined) => void): void;
  execute(statement: {
    readonly sqlText: string;
    readonly binds?: readonly string[];
    readonly complete: (
      error: Error | undefined,
      statement: unknown,
      rows: Record<string, unknown>[] | undefined,
    ) => void;
  }): unknown;
  destroy(done: () => void): void;
}

const FOLDER = fileURLToPath(new URL("driver/package.json", import.meta.url));

/** @throws UserError if it is not installed */
export function loadDriver(folder = FOLDER): Driver {
  try {
    const driver = createRequire(folder)("snowflake-sdk") as Driver;
    // Its log has statements and values.
    driver.configure({ logLevel: "OFF" });
    return driver;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new UserError(
      "Snowflake's driver is not installed. To install it: npm run setup -- mongodb-to-snowflake --yes",
      1,
      { cause: error },
    );
  }
}
