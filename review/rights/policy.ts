import { bucketArn, stateKey } from "../../stacks/names.ts";
import type { Statement } from "../../stacks/policy.ts";
import { BESIDES, RIGHTS } from "./by-type.ts";
import { NETWORK_RIGHTS } from "./network-types.ts";
import { BESIDES_POSTGRES, LOOKED_UP_BY_POSTGRES, POSTGRES_RIGHTS } from "./postgres-types.ts";
import { BESIDES_REDSHIFT, REDSHIFT_RIGHTS } from "./redshift-types.ts";
import { OF_DEPLOYED_OBJECTS, resourcesOf } from "./resources.ts";
import type { Scope } from "./scope.ts";
import { BESIDES_STREAMS, STREAM_RIGHTS } from "./stream-types.ts";
import type { TypeRights } from "./type-rights.ts";

/**
 * The purpose of a role. The role that plans reads settings and the state. The role that deploys has the same policy, and a
 * second one to write: a single policy would be longer than IAM allows.
 */
export type Purpose = "plan" | "deploy";

/** Needed to destroy a bucket with objects, if data is not protected. */
const EMPTIES_BUCKETS = ["s3:ListBucketVersions", "s3:DeleteObject", "s3:DeleteObjectVersion"];

/**
 * The actions that Terraform needs, sorted.
 * @throws Error if the actions of a type are not known
 */
export function actionsFor(purpose: Purpose, scope: Scope): string[] {
  const { types, deployments, relational, streaming, loading, exporting } = scope;
  const byType = types.map(rightsOfType);
  if (purpose === "plan") {
    const lookedUp = exporting.length > 0 ? Object.keys(LOOKED_UP_BY_POSTGRES) : [];
    return [...new Set([...byType.flatMap(({ read }) => read), ...lookedUp])].sort();
  }
  const withDms = [...deployments, ...relational];
  const besides = [
    ...(withDms.length > 0 ? Object.keys(BESIDES) : []),
    ...(streaming.length > 0 ? Object.keys(BESIDES_STREAMS) : []),
    ...(types.some((type) => Object.hasOwn(REDSHIFT_RIGHTS, type)) ? Object.keys(BESIDES_REDSHIFT) : []),
    ...(exporting.length > 0 ? Object.keys(BESIDES_POSTGRES) : []),
  ];
  const isProtected = [...withDms, ...streaming, ...loading, ...exporting].every(({ protectData }) => protectData);
  const empties = isProtected ? [] : EMPTIES_BUCKETS;
  const writes = byType.flatMap(({ write }) => write);
  return [...new Set([...writes, ...besides, ...empties])].sort();
}

function rightsOfType(type: string): TypeRights {
  const rights =
    RIGHTS[type] ?? NETWORK_RIGHTS[type] ?? STREAM_RIGHTS[type] ?? REDSHIFT_RIGHTS[type] ?? POSTGRES_RIGHTS[type];
  if (rights === undefined) throw new Error(`The actions of ${type} are not known: add them in review/rights/.`);
  return rights;
}

/**
 * The statements of one of these policies, for an environment: one for actions that can only be allowed on everything, one
 * for each service, on the stacks' resources of it, then those of the state.
 * @param scope the stacks of the environment, each with a state
 * @throws Error if the actions of a type, or the names of its resources, are not known
 */
export async function rightsFor(purpose: Purpose, scope: Scope): Promise<Statement[]> {
  const rights = await Promise.all(
    actionsFor(purpose, scope).map(async (action) => {
      const resources = await resourcesOf(action, scope);
      if (resources.length === 0)
        throw new Error(`The resources of ${action} are not known: name them in review/rights/resources.ts.`);
      return {
        action,
        resources,
        Sid: sidOf(action, resources),
      };
    }),
  );
  const statements = [...new Set(rights.map(({ Sid }) => Sid))].map((Sid): Statement => {
    const together = rights.filter((right) => right.Sid === Sid);
    const resources = new Set(together.flatMap((right) => right.resources));
    return { Sid, Effect: "Allow", Action: together.map(({ action }) => action), Resource: [...resources].sort() };
  });
  return [...statements, ...(await boundaryRights(purpose, scope)), ...stateRights(purpose, scope)];
}

/**
 * A role that exists gets its boundary by an action of its own. Only the boundaries of the settings: another could allow more. Taking
 * a boundary away is left to an administrator.
 */
async function boundaryRights(purpose: Purpose, scope: Scope): Promise<Statement[]> {
  const boundaries = [
    ...new Set(scope.environments.flatMap(({ permissionsBoundary }) => permissionsBoundary ?? [])),
  ].sort();
  if (purpose === "plan" || boundaries.length === 0) return [];
  const action = "iam:PutRolePermissionsBoundary";
  return [
    {
      Sid: "Boundary",
      Effect: "Allow",
      Action: [action],
      Resource: await resourcesOf(action, scope),
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundaries } },
    },
  ];
}

/** A statement's actions are allowed on all of its resources, so actions on few have a statement of their own. */
function sidOf(action: string, resources: readonly string[]): string {
  if (resources.includes("*")) return "Everything";
  return OF_DEPLOYED_OBJECTS.includes(action) ? "DeployedObjects" : capitalised(action.split(":")[0] ?? "");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required */
function stateRights(purpose: Purpose, { stacks }: Scope): Statement[] {
  const inBuckets = stacks.flatMap(({ id, environment }) =>
    environment.state && "bucket" in environment.state ? [{ id, environment, bucket: environment.state.bucket }] : [],
  );
  if (inBuckets.length === 0) return [];
  const keys = inBuckets.map(({ id, environment, bucket }) => bucketArn(`${bucket}/${stateKey(environment, id)}`));
  const buckets = [...new Set(inBuckets.map(({ bucket }) => bucketArn(bucket)))];
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): Statement => {
    return { Sid, Effect: "Allow", Action, Resource };
  };
  if (purpose === "plan")
    return [allow("StateBucket", ["s3:ListBucket"], buckets), allow("State", ["s3:GetObject"], keys)];
  const locks = keys.map((key) => `${key}.tflock`);
  return [
    allow("State", ["s3:PutObject"], keys),
    allow("StateLock", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], locks),
  ];
}
