import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { mongodbToRedshiftIn } from "../../stacks/mongodb-to-redshift/deployments.ts";
import { imagesStackId, stackId as redshiftStackId } from "../../stacks/mongodb-to-redshift/names.ts";
import type { MongodbToRedshift } from "../../stacks/mongodb-to-redshift/settings.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { mysqlToSnowflakeIn } from "../../stacks/mysql-to-snowflake/deployments.ts";
import { stackId as streamStackId } from "../../stacks/mysql-to-snowflake/names.ts";
import type { MysqlToSnowflake } from "../../stacks/mysql-to-snowflake/settings.ts";
import { placeOf, stackName } from "../../stacks/names.ts";
import { networkStackName } from "../../stacks/network/names.ts";
import { isMade } from "../../stacks/network/settings.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { relationalToSnowflakeIn } from "../../stacks/relational-to-snowflake/deployments.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { snowflakeToPostgresIn } from "../../stacks/snowflake-to-postgres/deployments.ts";
import { MODULES, moduleId } from "../../stacks/snowflake-to-postgres/names.ts";
import type { SnowflakeToPostgres } from "../../stacks/snowflake-to-postgres/settings.ts";
import { RIGHTS } from "./by-type.ts";
import { MAIL_TYPES } from "./mail-types.ts";
import { NETWORK_RIGHTS } from "./network-types.ts";
import { ALSO_IN_POSTGRES, POSTGRES_RIGHTS } from "./postgres-types.ts";
import { ALSO_IN_REDSHIFT, REDSHIFT_RIGHTS } from "./redshift-types.ts";
import { ALSO_IN_STREAMS, STREAM_RIGHTS } from "./stream-types.ts";

/** The stacks of one environment that a policy is for. */
export interface Scope {
  /** The environment, in each of its regions. */
  readonly environments: readonly EnvironmentSettings[];
  /** Those of mongodb-to-snowflake among the stacks, with their settings. */
  readonly deployments: readonly MongodbToSnowflake[];
  /** Those of relational-to-snowflake. */
  readonly relational: readonly RelationalToSnowflake[];
  /** Those of mysql-to-snowflake. */
  readonly streaming: readonly MysqlToSnowflake[];
  /** Those of mongodb-to-redshift. */
  readonly loading: readonly MongodbToRedshift[];
  /** Those of snowflake-to-postgres, of which each has a stack for each module. */
  readonly exporting: readonly SnowflakeToPostgres[];
  readonly stacks: readonly { readonly id: string; readonly environment: EnvironmentSettings }[];
  /** Their types of resources. */
  readonly types: readonly string[];
}

/** What a stack of relational-to-snowflake never has. */
const ONLY_MONGODB = /^aws_(lambda_permission|sfn|sqs|s3_bucket_notification)/;

/** What a stack of mongodb-to-snowflake never has. */
const ONLY_RELATIONAL = /^aws_scheduler/;

interface Scopes {
  readonly all: Scope;
  readonly mongodbToSnowflake: Scope;
  /** Other pipelines; of mongodb-to-redshift, the types that others have too. */
  readonly others: Scope;
  readonly networks: Scope;
  readonly streams: Scope;
  /** What mails failures in the stacks of streams: with it, their policy would be longer than IAM allows. */
  readonly mails: Scope;
  /** The types that only mongodb-to-redshift has: one policy for all would be too long. */
  readonly redshift: Scope;
  /** The modules of snowflake-to-postgres, with the types that others have too. */
  readonly postgres: Scope;
}

/**
 * The stacks of an environment. The types of these pipelines and of networks are there even if no resource has them at present:
 * a setting may have removed the resource, which a role must then be able to destroy.
 * @param name of the environment
 * @param synthesised every stack of all environments, by id
 */
export function scopesOf(
  name: string,
  all: readonly EnvironmentSettings[],
  synthesised: ReadonlyMap<string, Terraform>,
): Scopes {
  const environments = all.filter(({ environment }) => environment === name);
  const deployments = mongodbToSnowflakeIn(environments);
  const ids = new Set(deployments.map(stackName));
  const stacks = [...synthesised].flatMap(([id, { resource = {} }]) => {
    const environment = placeOf(id, all);
    return environment?.environment === name ? [{ id, environment, types: Object.keys(resource) }] : [];
  });
  const relational = relationalToSnowflakeIn(environments);
  const streaming = mysqlToSnowflakeIn(environments);
  const loading = mongodbToRedshiftIn(environments);
  const exporting = snowflakeToPostgresIn(environments);
  const scope = (
    chosen: typeof stacks,
    own: Pick<Scope, "deployments" | "relational" | "streaming" | "loading" | "exporting">,
    types: readonly string[],
  ): Scope => ({
    environments,
    ...own,
    stacks: chosen,
    types: [...new Set([...types, ...chosen.flatMap((stack) => stack.types)])],
  });
  const ofPipeline = deployments.length > 0 ? Object.keys(RIGHTS).filter((type) => !ONLY_RELATIONAL.test(type)) : [];
  const ofRelational = relational.length > 0 ? Object.keys(RIGHTS).filter((type) => !ONLY_MONGODB.test(type)) : [];
  const hasNetwork = environments.some(({ network }) => network !== undefined && isMade(network));
  const ofNetworks = hasNetwork ? Object.keys(NETWORK_RIGHTS) : [];
  const isNetwork = ({ id, environment }: (typeof stacks)[number]) => id === networkStackName(environment);
  const ofStreams = streaming.length > 0 ? [...ALSO_IN_STREAMS, ...Object.keys(STREAM_RIGHTS)] : [];
  const isStream = ({ id }: { readonly id: string }) => streaming.some((each) => streamStackId(each) === id);
  const ofRedshift = loading.length > 0 ? Object.keys(REDSHIFT_RIGHTS) : [];
  const withoutRedshift = (stack: (typeof stacks)[number]) => {
    return { ...stack, types: stack.types.filter((type) => !Object.hasOwn(REDSHIFT_RIGHTS, type)) };
  };
  const onlyRedshift = (stack: (typeof stacks)[number]) => {
    return { ...stack, types: stack.types.filter((type) => Object.hasOwn(REDSHIFT_RIGHTS, type)) };
  };
  const isRedshift = ({ id }: { readonly id: string }) =>
    loading.some((each) => [redshiftStackId(each), imagesStackId(each)].includes(id));
  const ofPostgres = exporting.length > 0 ? [...ALSO_IN_POSTGRES, ...Object.keys(POSTGRES_RIGHTS)] : [];
  const isPostgres = ({ id }: { readonly id: string }) =>
    exporting.some((each) => MODULES.some((module) => moduleId(each, module) === id));
  const isPipeline = ({ id }: { readonly id: string }) => ids.has(id);
  const none = { deployments: [], relational: [], streaming: [], loading: [], exporting: [] };
  const ofStream = scope(stacks.filter(isStream), { ...none, streaming }, ofStreams);
  return {
    all: scope(stacks, { deployments, relational, streaming, loading, exporting }, [
      ...ofPipeline,
      ...ofRelational,
      ...ofNetworks,
      ...ofStreams,
      ...(loading.length > 0 ? ALSO_IN_REDSHIFT : []),
      ...ofRedshift,
      ...ofPostgres,
    ]),
    mongodbToSnowflake: scope(stacks.filter(isPipeline), { ...none, deployments }, ofPipeline),
    others: scope(
      stacks
        .filter((stack) => !isPipeline(stack) && !isNetwork(stack) && !isStream(stack) && !isPostgres(stack))
        .map(withoutRedshift),
      { ...none, relational, loading },
      [...ofRelational, ...(loading.length > 0 ? ALSO_IN_REDSHIFT : [])],
    ),
    networks: scope(stacks.filter(isNetwork), none, ofNetworks),
    streams: only(ofStream, (type) => !MAIL_TYPES.includes(type)),
    mails: only(ofStream, (type) => MAIL_TYPES.includes(type)),
    postgres: scope(stacks.filter(isPostgres), { ...none, exporting }, ofPostgres),
    redshift: scope(stacks.filter(isRedshift).map(onlyRedshift), { ...none, loading }, ofRedshift),
  };
}

function only(scope: Scope, is: (type: string) => boolean): Scope {
  return { ...scope, types: scope.types.filter(is) };
}
