import { errorIntegration, storageIntegration } from "../../warehouse/snowflake/names.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { externalId, type Place, resourceName, roleArn, stackName } from "../names.ts";
import { awaitedUser, nextStep } from "../snowflake-next.ts";
import { awaitedExternalId, topicToTell } from "../snowflake-publisher.ts";
import { cleanPrefix } from "./names.ts";
import { isPrimary } from "./primary.ts";
import type { MongodbToSnowflake } from "./settings.ts";

// What an environment opens to Snowflake in AWS: for its stacks, and for the SQL that names it. Without CDKTF.

/** Parts of the names of the roles that Snowflake assumes: one reads CLEAN, one publishes failures of pipes. */
export const READER_ROLE = "snowflake";
export const PUBLISHER_ROLE = "snowflake-alarms";

/** The same in all regions of an environment. The ARNs are known whether or not the roles exist. */
export interface SnowflakeAccess {
  /** Of the role that the storage integration assumes. */
  readonly roleArn: string;
  /** With which it does. */
  readonly externalId: string;
  /** Absent if nobody is notified of failures of pipes. */
  readonly notifications?: { readonly topicArn: string; readonly roleArn: string };
}

/** What Snowflake gets in the environment of a stack. @param all the stacks of all environments */
export function snowflakeAccess(own: Place, all: readonly MongodbToSnowflake[]): SnowflakeAccess {
  const maker = roleMaker(own, all);
  const topicArn = topicArnOf(maker);
  return {
    roleArn: roleArn(maker, READER_ROLE),
    externalId: externalId(maker, stackName(maker)),
    ...(topicArn === undefined ? {} : { notifications: { topicArn, roleArn: roleArn(maker, PUBLISHER_ROLE) } }),
  };
}

/** The stack of an environment that makes the roles for all its regions. */
export function roleMaker(own: Place, all: readonly MongodbToSnowflake[]): MongodbToSnowflake {
  const stacks = inEnvironment(own, all);
  const maker = stacks.find(({ region, snowflake }) => region === snowflake?.region) ?? stacks.find(isPrimary);
  return maker ?? (stacks[0] as MongodbToSnowflake);
}

/** The CLEAN prefixes of an environment, also of stacks whose DMS is off: what they wrote is loaded, too. */
export function readPrefixes(own: Place, all: readonly MongodbToSnowflake[]): readonly string[] {
  return inEnvironment(own, all).map(cleanPrefix);
}

/** The stacks of an environment in the order of their regions, so that the order of the environments' list means nothing. */
export function inEnvironment(
  { environment }: Pick<Place, "environment">,
  all: readonly MongodbToSnowflake[],
): readonly MongodbToSnowflake[] {
  return all
    .filter((each) => each.environment === environment)
    .toSorted((one, other) => (one.region < other.region ? -1 : 1));
}

/** The topic of the maker's alarms; it has none of its own while its DMS is off. */
function topicArnOf(maker: MongodbToSnowflake): string | undefined {
  return topicToTell(maker, maker.snowflake?.notifications, resourceName(maker, "alarms"));
}

/** What is to be done until Snowflake can use its roles; undefined if that is done, or if the environment has no settings for Snowflake. */
export function snowflakeNext(own: Place, all: readonly MongodbToSnowflake[]): string | undefined {
  const maker = roleMaker(own, all);
  if (maker.snowflake === undefined) return undefined;
  const snowflake = snowflakeIn(maker);
  const { iamUserArn, notifications } = snowflake;
  return nextStep(stackName(maker), [
    ...(iamUserArn === undefined ? [awaitedUser(storageIntegration({ snowflake }))] : []),
    ...(notifications === undefined && topicArnOf(maker) !== undefined
      ? [awaitedExternalId(errorIntegration({ snowflake }), "snowflake.notifications.externalId")]
      : []),
  ]);
}
