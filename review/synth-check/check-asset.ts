import { unzipSync } from "fflate";

/** The function's bundle is one file; any other file is not our code. */
const BUNDLE = "index.mjs";

/** Whether an asset is a package for Lambda: a zip with only the bundle. */
export function isFunctionPackage(asset: Uint8Array): boolean {
  const names: string[] = [];
  try {
    unzipSync(asset, { filter: ({ name }) => names.push(name) < 0 });
  } catch {
    return false;
  }
  return names.join() === BUNDLE;
}
