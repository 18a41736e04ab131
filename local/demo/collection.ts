import type { Document } from "../dms/bson.ts";
import type { Random } from "./random.ts";

/** How the documents of a demo collection are made. */
export interface DemoCollection {
  readonly name: string;
  /** Documents that exist when the full load starts. */
  readonly documents: number;
  /** Inserts, updates and deletes after that. */
  readonly changes: number;
  /** The `index`-th document; `_id` comes first, as MongoDB stores it. */
  readonly create: (random: Random, index: number) => Document;
  readonly update: (random: Random, document: Document) => Document;
  /** `IncludeOpForFullLoad`. Our stacks set it; files from before that have no `Op`. */
  readonly opInFullLoad: boolean;
  /** What the cells of a delete hold besides the key: nothing, or the deleted document. Both have been seen in files of DMS. */
  readonly deletesHold: "key" | "document";
}
