import type { Document, MongoClient, Timestamp } from "mongodb";

/** How long the oplog reaches back: a token that is older than this is lost. */
export interface OplogWindow {
  readonly seconds: number;
  /** `oplog`: read from `local`, of the member that is read. `setting`: the user may not read it. */
  readonly from: "oplog" | "setting";
}

/** Needs the action find on `local.oplog.rs`, which the role for a collection does not have by itself. */
export async function oplogWindow(client: MongoClient, oplogHours: number): Promise<OplogWindow> {
  const oplog = client.db("local").collection<Document & { readonly ts: Timestamp }>("oplog.rs");
  const at = async (direction: 1 | -1) => {
    const options = { sort: { $natural: direction }, projection: { ts: 1 }, readConcern: { level: "local" } } as const;
    return (await oplog.findOne({}, options))?.ts.getHighBitsUnsigned();
  };
  try {
    const [first, last] = [await at(1), await at(-1)];
    if (first !== undefined && last !== undefined) return { seconds: last - first, from: "oplog" };
  } catch {
    // Not granted. If the server is gone, the next read says so.
  }
  return { seconds: oplogHours * 3600, from: "setting" };
}
