import { S3Client } from "@aws-sdk/client-s3";
import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { loadedCollectionsOf } from "../../stacks/mongodb-to-redshift/collections.ts";
import { mongodbToRedshiftIn } from "../../stacks/mongodb-to-redshift/deployments.ts";
import { lakeBucketName, stackId } from "../../stacks/mongodb-to-redshift/names.ts";
import type { MongodbToRedshift } from "../../stacks/mongodb-to-redshift/settings.ts";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import { checkAccount } from "../open-stack.ts";
import type { Session } from "../session.ts";
import { findCollection } from "./find-collection.ts";

/** A stack of mongodb-to-redshift with its bucket, also if its jobs are switched off. */
export interface OpenedRedshift {
  readonly id: string;
  readonly environment: MongodbToRedshift;
  readonly lake: DocumentLake;
  readonly collections: readonly Collection[];
}

/**
 * The stack that a user names, after checking that the credentials are for its account.
 * @param only `<database>/<collection>`, or a collection that only one database has
 * @throws UserError if there is no such stack or collection
 */
export async function openRedshift(session: Session, name: string, only: string | undefined): Promise<OpenedRedshift> {
  const stacks = mongodbToRedshiftIn(session.environments);
  const environment = stacks.find((each) => stackId(each) === name);
  if (environment === undefined) throw new UserError(noSuchStack(name, stacks.map(stackId)));
  const all = loadedCollectionsOf(environment, session.sources);
  const collections = only === undefined ? all : [findCollection(all, only)];
  await checkAccount(session, { id: name, environment });
  const s3 = session.aws(S3Client, environment.region);
  return {
    id: name,
    environment,
    lake: { s3, bucket: lakeBucketName(environment), owner: environment.account },
    collections,
  };
}

function noSuchStack(name: string, stacks: readonly string[]): string {
  const which = stacks.length === 0 ? "No environment names mongodb-to-redshift." : `Stacks: ${stacks.join(", ")}.`;
  return `There is no stack "${name}" of mongodb-to-redshift.${didYouMean(name, stacks)} ${which}`;
}
