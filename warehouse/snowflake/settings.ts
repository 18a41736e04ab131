import type { PhiKind, PiiKind } from "../../contracts/kinds.ts";

/**
 * Snowflake in one environment: the same in all its regions, whose stacks load into the same tables. Names are SQL identifiers without
 * quotes: letters, digits and `_`; case means nothing.
 */
export interface SnowflakeSettings {
  /**
   * The account to log in to, as `<organization>-<account>`: `myorg-myaccount`. Absent: SQL can be written to files, and nothing is applied.
   * https://docs.snowflake.com/en/user-guide/admin-account-identifier
   */
  readonly account?: string;
  /** Who applies the SQL. Default `<database>_RUNNER`: each environment has its own, so that staging's key opens nothing in production. */
  readonly user?: string;
  /** Default `CLEARWELL_<ENVIRONMENT>`, with `_` for `-`. Two environments never share one. Can't be changed later: its tables would stay behind. */
  readonly database?: string;
  /** The warehouse in which the SQL runs. Default `<database>_WH`. */
  readonly warehouse?: string;
  /** The role that owns all objects of the database. Default `<database>_OWNER`. */
  readonly ownerRole?: string;
  /**
   * Snowflake's IAM user: `STORAGE_AWS_IAM_USER_ARN` of `DESC INTEGRATION`, the same for all storage integrations of an account. Absent:
   * nobody can assume the role that reads CLEAN, so the role does not exist yet.
   * https://docs.snowflake.com/en/user-guide/data-load-snowflake-config-storage-integration-aws
   */
  readonly iamUserArn?: string;
  /** How Snowflake publishes failures of its pipes. Absent: the role with which it does does not exist yet. */
  readonly notifications?: NotificationSettings;
  /**
   * Region of the stack that makes the roles which Snowflake assumes, one of each for all regions of the environment. Default the
   * primary's, or the only one; needed if there are several and none is the primary's. Can't be changed later: the roles would have other names.
   */
  readonly region?: string;
  /**
   * After how many days superseded rows leave the landing tables, the staging tables of streamed sources, and the `_cdc` tables of relational
   * sources, whose history then begins later. Absent: they stay. The newest row of a key always stays, and so do all versions of a dimension of
   * type 2.
   */
  readonly landingDays?: number;
  /** What other Snowflake accounts may read, by the name of the share. Default none. */
  readonly shares?: { readonly [name: string]: ShareSettings };
}

/**
 * What `DESC INTEGRATION` says of the integration that publishes to the alarms' topic, or the reason why there is none: the Snowflake
 * account is not on AWS, say. Unlike a storage integration's, its external id is chosen by Snowflake, and changes if the integration is
 * replaced. The topic must be a standard one; it may be in another region than the Snowflake account.
 * https://docs.snowflake.com/en/user-guide/notifications/creating-notification-integration-amazon-sns
 */
export type NotificationSettings =
  | {
      /** `SF_AWS_EXTERNAL_ID` */
      readonly externalId: string;
      /** `SF_AWS_IAM_USER_ARN`. Default that of the storage integration. */
      readonly iamUserArn?: string;
    }
  | { readonly none: string };

/** A share: secure views that other accounts read in place, without a copy. */
export interface ShareSettings {
  /** Who may read it, as `ORGANIZATION.ACCOUNT`. */
  readonly accounts: readonly string[];
  /** Collections and tables as `<database>/<collection>`, each with the views of its arrays; of a star its views (`video/dim_customer`); or all that the environment replicates. */
  readonly views: "all" | readonly string[];
  /** Personal data that these accounts see in clear; masked is all other. Default none. */
  readonly clear?: readonly ClearKind[];
}

/** A kind of personal data, with its tag: `pii email`. The kinds are in `contracts/kinds.ts`. */
export type ClearKind = `pii ${PiiKind}` | `phi ${PhiKind}`;

/** The settings with every default in place. Names are in upper case, as Snowflake stores them. */
export interface ResolvedSnowflake extends Omit<SnowflakeSettings, "shares"> {
  readonly user: string;
  readonly database: string;
  readonly warehouse: string;
  readonly ownerRole: string;
  readonly shares: { readonly [name: string]: Required<ShareSettings> };
}

/** Snowflake in an environment. Without settings, all defaults: enough to write SQL, not to apply it. */
export function snowflakeIn({ environment, snowflake = {} }: HasSnowflake): ResolvedSnowflake {
  const database = upper(snowflake.database ?? `clearwell_${environment.replaceAll("-", "_")}`);
  return {
    ...snowflake,
    user: upper(snowflake.user ?? `${database}_runner`),
    database,
    warehouse: upper(snowflake.warehouse ?? `${database}_wh`),
    ownerRole: upper(snowflake.ownerRole ?? `${database}_owner`),
    shares: Object.fromEntries(
      Object.entries(snowflake.shares ?? {}).map(([name, share]) => [upper(name), { clear: [], ...share }]),
    ),
  };
}

/** An environment, as far as its names in Snowflake need it. */
export interface HasSnowflake {
  readonly environment: string;
  readonly snowflake?: SnowflakeSettings;
}

function upper(name: string): string {
  return name.toUpperCase();
}
