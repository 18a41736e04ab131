import type { Environment } from "../environment.ts";
import { type Place, resourceName, roleArn, stackName } from "../names.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** The pipeline in names of AWS, where its full name would be too long. */
export const SHORT_NAME = "redshift";

/** The containers: a folder in `functions/`, an image, a job definition and a role of each. */
export const CONTAINERS = ["extract", "process"] as const;

export type Container = (typeof CONTAINERS)[number];

/** `production-us-west-2-mongodb-to-redshift` */
export function stackId(place: Place): string {
  return `${stackName(place)}-mongodb-to-redshift`;
}

/** The stack with the images, which is deployed before: `…-mongodb-to-redshift-images`. */
export function imagesStackId(place: Place): string {
  return `${stackId(place)}-images`;
}

/** Name of a resource: `clearwell-production-us-west-2-redshift-extract`. A role's leaves 9 characters for the part. */
export function redshiftName(environment: Environment, part: string): string {
  return resourceName(environment, `${SHORT_NAME}-${part}`);
}

/** ARN of a role of the stack, before the role exists. */
export function redshiftRoleArn(environment: Environment, part: string): string {
  return roleArn(environment, `${SHORT_NAME}-${part}`);
}

/** Name of the cluster, or of the namespace and the workgroup. */
export function warehouseName(environment: Environment): string {
  return resourceName(environment, SHORT_NAME);
}

/** The administrator of Redshift, whose password is in Secrets Manager. No job uses it. */
export const ADMIN = "clearwell_admin";

/** Part of the name of the role with which COPY reads the bucket. The bucket's policy also needs it. */
export const COPY_ROLE = "copy";

/** The state machine that extracts and loads all collections. */
export function runName(environment: Environment): string {
  return redshiftName(environment, "run");
}

/** The state machine that loads one batch, if S3's events begin it. */
export function loadName(environment: Environment): string {
  return redshiftName(environment, "load");
}

export function stateMachineArn({ account, region }: Environment, name: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

/** `clearwell-documents-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function lakeBucketName({ environment, region, lakeBucket, stampSuffix }: MongodbToRedshift): string {
  return `${lakeBucket}-${region}-${environment}${stampSuffix}`;
}

/** The bucket with the log of requests for objects of the other. */
export function logBucketName(environment: MongodbToRedshift): string {
  return `${lakeBucketName(environment)}-logs`;
}

/** The job definition of a container. Each database has its own of extract, because it has a secret of its own. */
export function jobName(environment: Environment, container: Container, database: string): string {
  return redshiftName(environment, container === "extract" ? `${container}-${database}` : container);
}

/** The image of a container in ECR, without its tag. */
export function repositoryUrl(environment: Environment, container: Container): string {
  const { account, region } = environment;
  return `${account}.dkr.ecr.${region}.amazonaws.com/${redshiftName(environment, container)}`;
}

/** A database as a part of ids of constructs. */
export function idOf(database: string): string {
  return database.toLowerCase().replaceAll("_", "-");
}

/** Where a setting of this pipeline is, for the `where` of a problem. */
export function settingsPath(place: Place, path: string): string {
  return `${stackName(place)}.mongodb-to-redshift.${path}`;
}
