import type { Document } from "../dms/bson.ts";
import type { Random } from "./random.ts";

/** How a collection of the demonstration comes about. */
export interface DemoCollection {
  readonly name: string;
  /** Documents that are there when the full load starts. */
  readonly documents: number;
  /** Inserts, updates and deletes that follow. */
  readonly changes: number;
  /** The `index`-th document; `_id` comes first, as MongoDB stores it. */
  readonly create: (random: Random, index: number) => Document;
  readonly update: (random: Random, document: Document) => Document;
  /** `IncludeOpForFullLoad`: our stacks set it; files of before have no `Op`. */
  readonly opInFullLoad: boolean;
  /** What the other cells of a delete hold: nothing, or the document as it was. Both have been seen. */
  readonly deletesHold: "key" | "document";
}
