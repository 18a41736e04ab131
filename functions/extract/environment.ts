import { Variables } from "../shared/variables.ts";

/** The container's settings: the one contract between the stack that writes them and the container that reads them. */
export interface ExtractEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /**
   * - `extract`: the first load until it is complete, then changes.
   * - `snapshot`: a load of everything, also if there was one. A load that was interrupted goes on.
   * - `check`: only connects, and says what it finds.
   */
  readonly mode: "extract" | "snapshot" | "check";
  readonly database: string;
  readonly collection: string;
  readonly lakeBucket: string;
  /** Account of the bucket. */
  readonly lakeOwner: string;
  /** Which member is read. `primary` is for a replica set of one. */
  readonly readFrom: "secondary" | "primary";
  /** Tags of the secondaries that are read: `{ "use": "analytics" }`. Absent: any. */
  readonly readTags?: Readonly<Record<string, string>>;
  /** How long the oplog reaches back, if the user may not read it. */
  readonly oplogHours: number;
}

/** What the job gets from the secret, which AWS Batch reads: it is in no job definition. */
export interface ExtractSecret {
  /** Connection string, with the login: `mongodb+srv://…`. */
  readonly uri: string;
  /** PEM of the CA that signed the servers' certificates. Absent: the CAs that Node trusts. */
  readonly ca?: string;
}

/** Variables that the job definition takes from keys of the secret. */
export const SECRET_VARIABLES = { uri: "MONGODB_URI", ca: "MONGODB_CA" } as const;

/** Variables that differ from job to job. */
export function jobVariables({
  mode,
  database,
  collection,
}: Pick<ExtractEnvironment, "mode" | "database" | "collection">) {
  return { MODE: mode, DATABASE: database, COLLECTION: collection };
}

/** Variables of the job definition. */
export function toEnvironment(
  settings: Omit<ExtractEnvironment, "mode" | "database" | "collection">,
): Record<string, string> {
  return {
    STACK: settings.stack,
    LAKE_BUCKET: settings.lakeBucket,
    LAKE_OWNER: settings.lakeOwner,
    READ_FROM: settings.readFrom,
    ...(settings.readTags === undefined ? {} : { READ_TAGS: JSON.stringify(settings.readTags) }),
    OPLOG_HOURS: String(settings.oplogHours),
  };
}

/**
 * Reads settings and secret from environment variables.
 * @throws Error that names every variable that is missing or has a wrong value
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): ExtractEnvironment & ExtractSecret {
  const variables = new Variables(source);
  const readTags = variables.json<Readonly<Record<string, string>>>("READ_TAGS");
  const ca = variables.optional(SECRET_VARIABLES.ca);
  const settings = {
    stack: variables.required("STACK"),
    mode: variables.oneOf("MODE", ["extract", "snapshot", "check"]),
    database: variables.required("DATABASE"),
    collection: variables.required("COLLECTION"),
    lakeBucket: variables.required("LAKE_BUCKET"),
    lakeOwner: variables.required("LAKE_OWNER"),
    readFrom: variables.oneOf("READ_FROM", ["secondary", "primary"]),
    oplogHours: variables.number("OPLOG_HOURS"),
    uri: variables.required(SECRET_VARIABLES.uri),
    ...(ca === undefined ? {} : { ca }),
  };
  variables.check("The container extract");
  return { ...settings, ...(readTags === undefined ? {} : { readTags }) };
}
