import { isAbsolute, relative, sep } from "node:path";

export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A path for display: relative to the folder, or in full if it is outside of the folder. */
export function pathFrom(folder: string, path: string): string {
  return isWithin(folder, path) ? relative(folder, path) || "." : path;
}
