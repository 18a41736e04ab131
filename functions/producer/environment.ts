import { namePart } from "../../contracts/stream-names.ts";
import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface ProducerEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /** The source, as the contracts name it, and its database in MySQL. */
  readonly database: string;
  /** The listed tables that are read. Absent: all. */
  readonly tables?: readonly string[];
  /** `clearwell-production-us-west-2-mysql-video-`: what follows is the table. */
  readonly streamPrefix: string;
  /** `/clearwell/production/mysql/video/`: what follows is the table. */
  readonly watermarkPrefix: string;
  readonly login: ProducerLogin;
  /** PEM of the CA that has signed the server's certificate. Absent: the certificates that Node trusts, which in Lambda include Amazon's. */
  readonly ca?: string;
}

/** How the function logs in: by a token that IAM signs, or by a secret with `username`, `password`, `host` and `port`. */
export type ProducerLogin =
  | { readonly by: "iam"; readonly host: string; readonly port: number; readonly user: string }
  | { readonly by: "secret"; readonly secretArn: string };

/** Name of a table's Kinesis stream: `clearwell-production-us-west-2-mysql-video-transactions`. */
export function streamName({ streamPrefix }: Pick<ProducerEnvironment, "streamPrefix">, table: string): string {
  return `${streamPrefix}${namePart(table)}`;
}

/** Name of a table's SSM parameter: `/clearwell/production/mysql/video/transactions/watermark`. */
export function watermarkName(
  { watermarkPrefix }: Pick<ProducerEnvironment, "watermarkPrefix">,
  table: string,
): string {
  return `${watermarkPrefix}${table}/watermark`;
}

/** What the parameter has before the first run, which then reads the whole table. */
export const NO_WATERMARK = "none";

/** The settings as Lambda environment variables. */
export function toEnvironment(settings: ProducerEnvironment): Record<string, string> {
  const { stack, database, tables, streamPrefix, watermarkPrefix, login, ca } = settings;
  return {
    STACK: stack,
    DATABASE: database,
    ...(tables === undefined ? {} : { TABLES: tables.join(",") }),
    STREAM_PREFIX: streamPrefix,
    WATERMARK_PREFIX: watermarkPrefix,
    LOGIN: login.by,
    ...(login.by === "iam"
      ? { HOST: login.host, PORT: String(login.port), DATABASE_USER: login.user }
      : { SECRET_ARN: login.secretArn }),
    ...(ca === undefined ? {} : { CA: ca }),
    // Otherwise Node does not trust Amazon's CAs of databases: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): ProducerEnvironment {
  const variables = new Variables(source);
  const ca = variables.optional("CA");
  const tables = variables.optional("TABLES")?.split(",");
  const settings: ProducerEnvironment = {
    stack: variables.required("STACK"),
    database: variables.required("DATABASE"),
    ...(tables === undefined ? {} : { tables }),
    streamPrefix: variables.required("STREAM_PREFIX"),
    watermarkPrefix: variables.required("WATERMARK_PREFIX"),
    login: readLogin(variables),
    ...(ca === undefined ? {} : { ca }),
  };
  variables.check("The function producer");
  return settings;
}

function readLogin(variables: Variables): ProducerLogin {
  return variables.oneOf("LOGIN", ["iam", "secret"]) === "secret"
    ? { by: "secret", secretArn: variables.required("SECRET_ARN") }
    : {
        by: "iam",
        host: variables.required("HOST"),
        port: Number(variables.required("PORT")),
        user: variables.required("DATABASE_USER"),
      };
}
