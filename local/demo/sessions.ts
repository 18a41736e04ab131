import { ObjectId } from "../dms/bson.ts";
import type { DemoCollection } from "./collection.ts";
import { somebody } from "./person.ts";

/** Never listed, so DMS would not replicate it. If RAW contains it anyway, nothing of it may reach CLEAN. */
export const sessions: DemoCollection = {
  name: "sessions",
  documents: 50,
  changes: 0,
  opInFullLoad: true,
  deletesHold: "key",
  create: (random) => {
    const { email, ip } = somebody(random);
    return { _id: new ObjectId(random.hex(24)), email, ip, token: random.hex(32) };
  },
  update: (_, document) => document,
};
