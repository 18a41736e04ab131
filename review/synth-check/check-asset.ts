import { unzipSync } from "fflate";

/** The function's bundle is one file; more would be more than our code. */
const BUNDLE = "index.mjs";

/** Whether an asset is what Lambda gets: a zip of the bundle and of nothing else. */
export function isFunctionPackage(asset: Uint8Array): boolean {
  const names: string[] = [];
  try {
    unzipSync(asset, { filter: ({ name }) => names.push(name) < 0 });
  } catch {
    return false;
  }
  return names.join() === BUNDLE;
}
