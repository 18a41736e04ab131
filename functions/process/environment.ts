import { Variables } from "../shared/variables.ts";

/** The container's settings: the one contract between the job that sets them and the container that reads them. */
export interface ProcessEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /** The bucket of documents. */
  readonly lakeBucket: string;
  /** Account of the bucket. */
  readonly lakeOwner: string;
  /** The collection that the job loads. */
  readonly database: string;
  readonly collection: string;
  readonly redshift: RedshiftTarget;
  /** Whether documents with fields that the contract does not list stop their collection. Such fields are never read. */
  readonly unlistedFields: UnlistedFields;
}

/** Redshift Serverless or a cluster. */
export type RedshiftTarget = {
  readonly database: string;
  /** The role with which COPY reads the bucket. */
  readonly copyRoleArn: string;
} & ({ readonly workgroup: string } | { readonly cluster: string });

const UNLISTED_FIELDS = ["report", "stop"] as const;

export type UnlistedFields = (typeof UNLISTED_FIELDS)[number];

/** Variables that differ from job to job. */
export function jobVariables({ database, collection }: Pick<ProcessEnvironment, "database" | "collection">) {
  return { DATABASE: database, COLLECTION: collection };
}

/** Variables of the job definition. */
export function toEnvironment(settings: Omit<ProcessEnvironment, "database" | "collection">): Record<string, string> {
  return {
    STACK: settings.stack,
    LAKE_BUCKET: settings.lakeBucket,
    LAKE_OWNER: settings.lakeOwner,
    REDSHIFT: JSON.stringify(settings.redshift),
    UNLISTED_FIELDS: settings.unlistedFields,
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing or has a wrong value
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): ProcessEnvironment {
  const variables = new Variables(source);
  const settings = {
    stack: variables.required("STACK"),
    lakeBucket: variables.required("LAKE_BUCKET"),
    lakeOwner: variables.required("LAKE_OWNER"),
    database: variables.required("DATABASE"),
    collection: variables.required("COLLECTION"),
    unlistedFields: variables.oneOf("UNLISTED_FIELDS", UNLISTED_FIELDS),
  };
  const redshift = variables.required("REDSHIFT");
  variables.check("The container process");
  return { ...settings, redshift: JSON.parse(redshift) as RedshiftTarget };
}
