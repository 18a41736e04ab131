import type { Masks } from "../../contracts/mask.ts";
import type { CleanerEnvironment } from "./environment.ts";
import { maskHash } from "./projection.ts";

/** The event to which the function answers what it would do, and does nothing. */
export const DESCRIBE = { clearwell: "describe" } as const;

/** What decides where a RAW object goes and what comes out of it: of the function as deployed, or of this tree. */
export interface CleanerDescription {
  readonly environment: CleanerEnvironment;
  /** Sixteen hex digits by `<database>/<collection>`, as in the metadata `mask-hash` of its CLEAN objects. */
  readonly masks: { readonly [name: string]: string };
  /** Whether it can be asked about headers (`header/header-report.ts`). A function from before that takes the question for an event. */
  readonly checksHeaders?: boolean;
}

export function describeCleaner(masks: Masks, environment: CleanerEnvironment): CleanerDescription {
  const { nullMarker, passOp } = environment;
  const hashes = Object.entries(masks).flatMap(([database, collections]) =>
    Object.entries(collections).map(([name, mask]) => [`${database}/${name}`, maskHash({ mask, nullMarker, passOp })]),
  );
  return { environment, masks: Object.fromEntries(hashes), checksHeaders: true };
}

export function isDescribe(event: unknown): boolean {
  return typeof event === "object" && event !== null && "clearwell" in event && event.clearwell === DESCRIBE.clearwell;
}
