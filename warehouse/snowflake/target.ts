import type { Contract } from "../../contracts/contract.ts";
import type { ResolvedSnowflake } from "./settings.ts";

/** All that the SQL of one environment depends on. The same target always gives the same SQL. */
export interface Target {
  readonly environment: string;
  readonly snowflake: ResolvedSnowflake;
  /** The contracts that a stack of the environment replicates, by database and collection. */
  readonly databases: { readonly [database: string]: { readonly [collection: string]: Contract } };
  readonly stacks: readonly LoadingStack[];
  /** Name of the bucket from which Snowflake loads. */
  readonly bucket: string;
  readonly access: Access;
}

/** A stack whose files Snowflake loads. */
export interface LoadingStack {
  /** `production-us-west-2`. Its prefix in the bucket is `<name>/clean/`. */
  readonly name: string;
  readonly collections: readonly { readonly database: string; readonly collection: string }[];
}

/** What Snowflake may do in AWS, and as whom. */
interface Access {
  readonly roleArn: string;
  readonly externalId: string;
  /** Where Snowflake publishes failures of its pipes. Absent: nowhere. */
  readonly notifications?: { readonly topicArn: string; readonly roleArn: string };
}

/** A collection of an environment, with the stacks that load it. */
export interface Collection {
  readonly database: string;
  readonly collection: string;
  readonly contract: Contract;
  readonly stacks: readonly string[];
}

/** The folder of a stack's files: `s3://legion-clean-analytics/production-us-west-2/clean/`. */
export function locationOf({ bucket }: Target, stack: string): string {
  return `s3://${bucket}/${stack}/clean/`;
}

/** The collections of an environment in the order of their contracts. */
export function collectionsIn({ databases, stacks }: Target): Collection[] {
  return Object.entries(databases).flatMap(([database, contracts]) =>
    Object.entries(contracts).map(([collection, contract]) => ({
      database,
      collection,
      contract,
      stacks: stacks.filter((stack) => loads(stack, database, collection)).map(({ name }) => name),
    })),
  );
}

function loads({ collections }: LoadingStack, database: string, collection: string): boolean {
  return collections.some((each) => each.database === database && each.collection === collection);
}
