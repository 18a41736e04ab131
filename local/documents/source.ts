import { type Db, MongoClient } from "mongodb";
import { UserError } from "../../command/user-error.ts";
import { startReplicaSet } from "../mongodb/mongod.ts";
import { type DemoCollection, toMongo } from "./collections.ts";

/** A replica set with the demo's database. */
export interface DocumentSource {
  readonly uri: string;
  readonly db: Db;
  /** What the extract reads. */
  readonly read: { readonly from: "secondary" | "primary"; readonly tags?: Readonly<Record<string, string>> };
  stop(): Promise<void>;
}

/**
 * Starts a mongod with a secondary for analytics, or connects to one's own server.
 * @param own a connection string; the database is made there, and dropped at the end
 * @throws UserError if it has that database already
 */
export async function openSource(database: string, own: string | undefined): Promise<DocumentSource> {
  if (own !== undefined) return await useOwn(database, own);
  const server = await startReplicaSet({ members: 2 });
  const client = new MongoClient(server.uri);
  return {
    uri: server.uri,
    db: client.db(database),
    read: { from: "secondary", tags: { use: "analytics" } },
    stop: async () => {
      await client.close();
      await server.stop();
    },
  };
}

async function useOwn(database: string, uri: string): Promise<DocumentSource> {
  const client = connect(uri);
  try {
    const db = client.db(database);
    // Never over something that is there.
    if ((await db.listCollections({}, { nameOnly: true }).toArray()).length > 0)
      throw new UserError(
        `The server has a database ${database}. The demo makes one and drops it: name another server.`,
      );
    const { setName, hosts = [] } = await client.db("admin").command({ hello: 1 });
    if (setName === undefined)
      throw new UserError(
        "The server is not a member of a replica set, so it has no change streams: start one with --replSet.",
      );
    const from = (hosts as readonly string[]).length > 1 ? "secondary" : "primary";
    const stop = async () => {
      await db.dropDatabase();
      await client.close();
    };
    return { uri, db, read: { from }, stop };
  } catch (error) {
    await client.close();
    if (error instanceof UserError) throw error;
    throw new UserError(`No MongoDB answers at the server of --mongodb: ${(error as Error).name}.`);
  }
}

function connect(uri: string): MongoClient {
  try {
    return new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  } catch {
    // The driver's message may quote the password.
    throw new UserError("--mongodb is not a connection string: mongodb://user:password@host:27017/?replicaSet=rs0");
  }
}

/** Writes the first documents of each collection. Post images are kept, so that each version of a document leaves. */
export async function fill(db: Db, collections: readonly DemoCollection[]): Promise<void> {
  for (const { name, fullLoad, contract } of collections) {
    await db.createCollection(name, { changeStreamPreAndPostImages: { enabled: true } });
    await db.collection(name).insertMany(fullLoad.map((document) => toMongo(document, contract)));
  }
}

/** Makes one of two halves of the changes: inserts, replacements, deletes. */
export async function change(db: Db, collections: readonly DemoCollection[], half: 0 | 1): Promise<void> {
  for (const { name, changes, contract } of collections) {
    const middle = Math.ceil(changes.length / 2);
    const some = half === 0 ? changes.slice(0, middle) : changes.slice(middle);
    const operations = some.map(({ op, document: madeUp }) => {
      const document = toMongo(madeUp, contract);
      const filter = { _id: document._id };
      if (op === "I") return { insertOne: { document } };
      return op === "D" ? { deleteOne: { filter } } : { replaceOne: { filter, replacement: document } };
    });
    if (operations.length > 0) await db.collection(name).bulkWrite(operations);
  }
}

/** Writes numbers into a field that had texts: what a new version of an application does. @returns how many documents */
export async function drift(db: Db, { name, drifting = "" }: DemoCollection): Promise<number> {
  const some = await db
    .collection(name)
    .find({}, { projection: { _id: 1 }, limit: 40 })
    .toArray();
  const ids = some.map(({ _id }) => _id);
  const { modifiedCount } = await db.collection(name).updateMany({ _id: { $in: ids } }, { $set: { [drifting]: 4711 } });
  return modifiedCount;
}
