import { S3Client } from "@aws-sdk/client-s3";
import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { loadedCollectionsOf } from "../../stacks/mongodb-to-redshift/collections.ts";
import { mongodbToRedshiftIn } from "../../stacks/mongodb-to-redshift/deployments.ts";
import { lakeBucketName, stackId } from "../../stacks/mongodb-to-redshift/names.ts";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import { checkAccount } from "../open-stack.ts";
import type { Session } from "../session.ts";
import { unlisted } from "../unlisted.ts";

/** A stack of mongodb-to-redshift, as far as decisions on drift need it. */
export interface RedshiftStack {
  readonly id: string;
  readonly lake: DocumentLake;
  readonly collections: readonly Collection[];
}

/**
 * The stack that a user names, after checking that the credentials are for its account.
 * @param only `<database>/<collection>`, or a collection that only one database has
 * @throws UserError if there is no such stack or collection
 */
export async function openRedshift(session: Session, name: string, only: string | undefined): Promise<RedshiftStack> {
  const stacks = mongodbToRedshiftIn(session.environments);
  const environment = stacks.find((each) => stackId(each) === name);
  if (environment === undefined) throw new UserError(noSuchStack(name, stacks.map(stackId)));
  const collections = chosen(loadedCollectionsOf(environment, session.sources), only);
  await checkAccount(session, { id: name, environment });
  const s3 = session.aws(S3Client, environment.region);
  return { id: name, lake: { s3, bucket: lakeBucketName(environment), owner: environment.account }, collections };
}

/** `legion/orders` */
export function fullName({ database, collection }: Pick<Collection, "database" | "collection">): string {
  return `${database}/${collection}`;
}

function chosen(collections: readonly Collection[], only: string | undefined): readonly Collection[] {
  if (only === undefined) return collections;
  const found = collections.filter((each) => each.collection === only || fullName(each) === only);
  if (found.length > 1)
    throw new UserError(`More than one database has ${only}. Write ${found.map(fullName).join(" or ")}.`);
  const nameOf = only.includes("/") ? fullName : ({ collection }: Collection) => collection;
  if (found.length === 0) throw new UserError(unlisted(only, collections.map(nameOf)));
  return found;
}

function noSuchStack(name: string, stacks: readonly string[]): string {
  const which = stacks.length === 0 ? "No environment names mongodb-to-redshift." : `Stacks: ${stacks.join(", ")}.`;
  return `There is no stack "${name}" of mongodb-to-redshift.${didYouMean(name, stacks)} ${which}`;
}
