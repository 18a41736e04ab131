import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface ExportEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /** The raw bucket, and the account that must own it. */
  readonly bucket: string;
  readonly account: string;
  /** The source, as the contracts name it. */
  readonly database: string;
  readonly snowflake: SnowflakeLogin;
  /** ARN of the secret with the private key, PEM. */
  readonly privateKeyArn: string;
  /** The most bytes of a part. */
  readonly partBytes: number;
}

/** Who logs in to Snowflake, and where the secure views and the stage are. */
interface SnowflakeLogin {
  /** `<organization>-<account>` */
  readonly account: string;
  /** Of a server that stands for Snowflake. Absent: Snowflake's own, by the account. */
  readonly url?: string;
  readonly user: string;
  readonly role: string;
  readonly warehouse: string;
  readonly database: string;
  /** The stage over `data/batch/` of the raw bucket, with database and schema. */
  readonly stage: string;
}

/** The settings as Lambda environment variables. */
export function toEnvironment(settings: ExportEnvironment): Record<string, string> {
  return {
    STACK: settings.stack,
    BUCKET: settings.bucket,
    ACCOUNT: settings.account,
    DATABASE: settings.database,
    SNOWFLAKE: JSON.stringify(settings.snowflake),
    PRIVATE_KEY_ARN: settings.privateKeyArn,
    PART_BYTES: String(settings.partBytes),
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): ExportEnvironment {
  const variables = new Variables(source);
  const settings = {
    stack: variables.required("STACK"),
    bucket: variables.required("BUCKET"),
    account: variables.required("ACCOUNT"),
    database: variables.required("DATABASE"),
    privateKeyArn: variables.required("PRIVATE_KEY_ARN"),
    partBytes: variables.number("PART_BYTES"),
  };
  const snowflake = variables.json<SnowflakeLogin>("SNOWFLAKE");
  if (snowflake === undefined) variables.required("SNOWFLAKE");
  variables.check("The function export");
  return { ...settings, snowflake: snowflake as SnowflakeLogin };
}
