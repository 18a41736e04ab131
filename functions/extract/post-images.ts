import { BSON } from "mongodb";
import type { Batch, Extracted } from "./batch.ts";
import { bufferOf } from "./buffer-of.ts";
import { findProjection } from "./projection.ts";
import type { Source } from "./source.ts";

/** Documents that are asked for at once. */
const AT_ONCE = 1_000;

/** Keys that a batch waits for; then it ends, so that its memory has a bound. */
const MAX_KEYS = 50_000;

/**
 * Updates without a post image: the collection keeps none, or not for so long. Their documents are read as they are now, at the end of
 * the batch, so the newest version is never lost; the versions between are, and are counted. One that was deleted since is left to the
 * event of its deletion.
 */
export class PostImages {
  readonly #source: Source;
  readonly #extracted: Extracted;
  /** Keys with `_id`, by their text. */
  readonly #keys = new Map<string, unknown>();
  #missing = 0;

  constructor(source: Source, extracted: Extracted) {
    this.#source = source;
    this.#extracted = extracted;
  }

  get missing(): number {
    return this.#missing;
  }

  get isFull(): boolean {
    return this.#keys.size >= MAX_KEYS;
  }

  miss(key: string, documentKey: Buffer): void {
    this.#missing++;
    this.#keys.set(key, BSON.deserialize(documentKey, { promoteValues: false })._id);
  }

  async addTo(batch: Batch, time: Date): Promise<void> {
    const ids = [...this.#keys.values()];
    const { collection, session } = this.#source;
    const options = { raw: true, projection: findProjection(this.#extracted.contract), session } as const;
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE) as never[];
      for await (const raw of collection.find({ _id: { $in: some } }, options)) batch.add("u", time, bufferOf(raw));
    }
  }
}
