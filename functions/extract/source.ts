import { type ClientSession, type Collection, MongoClient, type Timestamp } from "mongodb";
import type { ExtractEnvironment, ExtractSecret } from "./environment.ts";
import { ExtractError } from "./extract-error.ts";

/** Milliseconds to find a member that may be read. */
const SELECTION_MS = 30_000;

/** A collection in MongoDB, as a run reads it. */
export interface Source {
  readonly client: MongoClient;
  readonly collection: Collection;
  /** All reads see at least what the primary had at the start of the run, from whichever member they come. */
  readonly session: ClientSession;
  /** The primary's time at the start. */
  readonly until: Timestamp;
}

type SourceSettings = Pick<ExtractEnvironment, "database" | "collection" | "readFrom" | "readTags"> & ExtractSecret;

/**
 * Connects, and sees that the collection can be read whole. A sharded cluster is refused: `_id` is unique within a shard only, and the
 * window of its oplogs can't be read through mongos.
 * @throws ExtractError, or an error of the driver
 */
export async function openSource(settings: SourceSettings): Promise<Source> {
  const client = connect(settings);
  try {
    const until = await primaryTime(client);
    await checkCollection(client, settings);
    const session = client.startSession({ causalConsistency: true });
    session.advanceOperationTime(until);
    return { client, collection: client.db(settings.database).collection(settings.collection), session, until };
  } catch (error) {
    await client.close();
    throw error;
  }
}

function connect({ uri, ca, readFrom, readTags }: SourceSettings): MongoClient {
  const client = new MongoClient(uri, {
    appName: "clearwell-extract",
    readPreference: readFrom,
    ...(readTags === undefined ? {} : { readPreferenceTags: [readTags] }),
    // What a majority has can't be rolled back.
    readConcernLevel: "majority",
    serverSelectionTimeoutMS: SELECTION_MS,
    ...(ca === undefined ? {} : { ca }),
  });
  const { tls, hosts } = client.options;
  if (!tls && !hosts.every(({ host }) => host === "127.0.0.1" || host === "localhost"))
    throw new ExtractError("TLS_REQUIRED");
  return client;
}

async function primaryTime(client: MongoClient): Promise<Timestamp> {
  const admin = client.db("admin");
  const hello = await admin.command({ hello: 1 }, { readPreference: "primary" });
  if (hello.msg === "isdbgrid") throw new ExtractError("SHARDED_CLUSTER");
  if (hello.setName === undefined) throw new ExtractError("NOT_A_REPLICA_SET");
  const { operationTime } = await admin.command({ ping: 1 }, { readPreference: "primary" });
  return operationTime as Timestamp;
}

async function checkCollection(client: MongoClient, { database, collection }: SourceSettings): Promise<void> {
  // A role for one collection sees that collection's name and type.
  const options = { nameOnly: true, authorizedCollections: true } as const;
  const [found] = await client.db(database).listCollections({ name: collection }, options).toArray();
  if (found === undefined) throw new ExtractError("COLLECTION_ABSENT");
  if (found.type !== "collection") throw new ExtractError("NOT_A_COLLECTION");
}
