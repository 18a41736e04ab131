import { isAbsolute, relative, sep } from "node:path";

export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A path to show to somebody who stands in a folder: from there, or in full where it leads out of it. */
export function pathFrom(folder: string, path: string): string {
  return isWithin(folder, path) ? relative(folder, path) || "." : path;
}
