import type { NotificationSettings } from "../../warehouse/snowflake/settings.ts";
import type { BudgetSettings, Environment } from "../environment.ts";
import type { MailSettings } from "../mails.ts";
import type { RangeDestination } from "../network/group-request.ts";
import type { NetworkSettings } from "../network/settings.ts";
import type { StreamCapacity } from "../stream-capacity.ts";

/** A stack of this pipeline: its environment with its network, and its own settings. */
export type MysqlToSnowflake = Environment & MysqlToSnowflakeSettings & { readonly network?: NetworkSettings };

/** The settings of this pipeline in one environment and region. */
export interface MysqlToSnowflakeSettings {
  /**
   * Whether the pipeline exists. Switching it off destroys the functions, the streams with what they still hold, and the watermarks, so
   * that switching it on again reads every table from its start. The bucket, the key and the logs: if `protectData` is off, they are
   * destroyed too; if it is on, they stay in AWS and are removed from Terraform's state.
   */
  readonly deployStream: boolean;
  /**
   * Start of the bucket's name: `<streamBucket>-<region>-<environment>`, then the suffix. Default `clearwell-stream`. Changing it replaces
   * the bucket.
   */
  readonly streamBucket: string;
  /** Appended to the bucket's name, for when that name is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  /**
   * ARN of a KMS key that encrypts the bucket and the streams, in the stack's region. Its policy must let roles of this account use it by
   * their own policies. Absent: the stack creates one.
   */
  readonly streamKeyArn?: string;
  /** The databases that are read, by name; each is a source in `contracts/index.ts` that is read by a watermark. One function for each. */
  readonly databases: { readonly [database: string]: DatabaseSettings };
  readonly producerNetwork: ProducerNetworkSettings;
  /** Of each table's stream. Default `"on-demand"`. */
  readonly capacity: StreamCapacity;
  /**
   * Snowpipe's queue, in the stack's region: `notification_channel` of any pipe of these tables (`SHOW PIPES`). Absent: nobody knows it
   * yet, so S3 notifies nobody.
   */
  readonly snowpipeSqsArn?: string;
  /**
   * How Snowflake publishes failures of these tables' pipes and tasks to the alarms' topic, by an integration of their own. Absent: the role
   * with which it does does not exist yet.
   */
  readonly notifications?: NotificationSettings;
  readonly retention: RetentionSettings;
  /** Who gets mails of what goes wrong. Its alarms notify whom the environment's `alarms` name, too. */
  readonly mails: MailSettings;
  /** Absent: no budget. */
  readonly budget?: BudgetSettings;
}

/** A source: who logs in, where it is, how often it is read. What it must have, and its user's rights: the SQL that `warehouse/mysql/administrator.ts` makes. */
export interface DatabaseSettings {
  /** The listed tables that are read here. Absent: all. */
  readonly tables?: readonly string[];
  readonly login: LoginSettings;
  /** PEM of the CA that has signed the server's certificate. Absent: Amazon has, as for RDS. */
  readonly ca?: string;
  readonly reach: ReachSettings;
  /** Minutes from one run of a table to the next, 1 to 60. Default 5. */
  readonly everyMinutes: number;
  /**
   * Minutes by which what has arrived may be behind the source, before an alarm fires: at least three times `everyMinutes`. Default 30. A
   * transaction that stays open in the source holds all later rows back.
   */
  readonly behindMinutes: number;
}

/**
 * A user of the database that logs in with a token of IAM, which RDS accepts; or a secret with `username`, `password`, `host` and `port`,
 * in the stack's region.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export type LoginSettings = IamLogin | SecretLogin;

interface IamLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `db-…`, or `cluster-…` of Aurora: the resource id, which is not the name. */
  readonly resourceId: string;
}

interface SecretLogin {
  readonly secretArn: string;
  /** ARN of the KMS key that encrypts the secret. Absent: the key `aws/secretsmanager`. */
  readonly secretKeyArn?: string;
}

/** How the function gets to the server: the server's security group, which then lets it in, or addresses. */
export type ReachSettings = { readonly securityGroupId: string; readonly port: number } | RangeDestination;

/** The subnets of the functions: given ones, those of the default VPC, or private subnets of the environment's network. */
export type ProducerNetworkSettings = GivenSubnets | DefaultVpc | SharedNetwork;

/**
 * How functions that have no public address reach Kinesis, the parameters and the secrets. `"make"`, the default: the stack makes an
 * interface endpoint for each, which costs by the hour and zone. `"exist"`: the VPC has them, with private DNS. `"nat"`: the subnets have a
 * route to a NAT gateway.
 */
type EndpointSettings = "make" | "exist" | "nat";

interface GivenSubnets {
  readonly vpcId: string;
  /** One in each zone, with a route to the databases. */
  readonly subnetIds: readonly string[];
  readonly endpoints: EndpointSettings;
}

interface DefaultVpc {
  readonly vpc: "default";
  readonly endpoints: EndpointSettings;
}

/** The environment's `network`. If that is made here, its stack makes the endpoints, unless they reach everything by NAT. */
interface SharedNetwork {
  readonly vpc: "shared";
  readonly endpoints: EndpointSettings;
}

/** How long things are kept. */
export interface RetentionSettings {
  /** Days that files stay under `data/`. Default 30: what Snowflake has not loaded by then needs a backfill. */
  readonly dataDays: number;
  /** Days of what Firehose could not transform, as it came. Default 7. */
  readonly errorDays: number;
  /** Hours that a stream keeps records, 24 to 8760. Default 168: for as long, Firehose can stand still and nothing is lost. */
  readonly streamHours: number;
}

/** Whether a login is by a token of IAM. */
export function isByIam(login: LoginSettings): login is IamLogin {
  return "resourceId" in login;
}
