import type { Environment } from "../environment.ts";

/** A stack of this pipeline: its environment, and its own settings. */
export type MongodbToRedshift = Environment & MongodbToRedshiftSettings;

/** The settings of this pipeline in one environment and region. */
export interface MongodbToRedshiftSettings {
  /**
   * Start of the bucket's name: `<lakeBucket>-<region>-<environment>`, then the suffix. Default `clearwell-documents`. Changing it replaces
   * the bucket.
   */
  readonly lakeBucket: string;
  /** Appended to the bucket's name, for when that name is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  /** The databases that are extracted, by name; each is a MongoDB source in `contracts/index.ts`. */
  readonly databases: { readonly [database: string]: { readonly collections?: readonly string[] } };
}
