import { type Document, ObjectId } from "../dms/bson.ts";
import type { Change } from "../dms/raw-files.ts";
import type { DemoCollection } from "./collection.ts";
import type { Random } from "./random.ts";

/** A collection when the full load starts, every change after that, and the number of documents in the end. */
export interface History {
  readonly fullLoad: readonly Document[];
  readonly changes: readonly Change[];
  readonly liveDocuments: number;
}

export function history(collection: DemoCollection, random: Random, start: Date): History {
  const live = new Map<string, Document>();
  const deleted: Document[] = [];
  const add = (document: Document) => {
    live.set(keyOf(document), document);
    return document;
  };
  const fullLoad = Array.from({ length: collection.documents }, (_, index) => add(collection.create(random, index)));
  const keys = [...live.keys()];
  let seconds = 0;

  const change = (_: unknown, index: number): Change => {
    // Several changes have the same second, and the first ones that of the full load, so the time alone does not give the order.
    if (random.oneIn(3)) seconds += random.integer(1, 40);
    const at = new Date(start.getTime() + seconds * 1000);
    const key = random.pick(keys as [string, ...string[]]);
    const document = live.get(key);
    if (document === undefined || random.oneIn(4)) {
      const restored = random.oneIn(2) ? deleted.pop() : undefined;
      return { op: "I", at, document: add(restored ?? collection.create(random, collection.documents + index)) };
    }
    if (random.oneIn(3)) {
      live.delete(key);
      deleted.push(document);
      return {
        op: "D",
        at,
        document: collection.deletesHold === "document" ? document : { _id: document._id ?? null },
      };
    }
    return { op: "U", at, document: add(collection.update(random, document)) };
  };
  const changes = Array.from({ length: collection.changes }, change);
  return { fullLoad, changes, liveDocuments: live.size };
}

function keyOf({ _id }: Document): string {
  return _id instanceof ObjectId ? _id.hex : (_id as string);
}
