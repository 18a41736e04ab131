import { isDeepStrictEqual } from "node:util";
import { LOCK_FILE } from "../../stacks/stack-files.ts";

export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Whether a plan was made of exactly the files that are synthesised here. A plan of other files would deploy something that
 * nobody has reviewed. JSON may differ in its format.
 * @param planned the files in the folder of the plan, including those that Terraform wrote
 */
export function isPlanOf(stack: string, planned: Files, synthesised: Files): boolean {
  const own = ["reviewed.tfplan", `${stack}.json`, LOCK_FILE];
  return (
    [...planned.keys()].every((path) => synthesised.has(path) || own.includes(path)) &&
    [...synthesised].every(([path, content]) => isSame(path, content, planned.get(path)))
  );
}

function isSame(path: string, one: Uint8Array, other: Uint8Array | undefined): boolean {
  if (other === undefined) return false;
  if (!path.endsWith(".json")) return Buffer.compare(one, other) === 0;
  const [left, right] = [one, other].map((content) => JSON.parse(Buffer.from(content).toString()) as unknown);
  return isDeepStrictEqual(left, right);
}
