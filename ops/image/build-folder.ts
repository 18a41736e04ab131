import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LIBRARIES } from "../../stacks/mongodb-to-redshift/image-tag.ts";
import type { Container } from "../../stacks/mongodb-to-redshift/names.ts";

/** Copies what an image is built from into a folder that has nothing else: no contract, no secret and no other code can get into it. */
export function fillBuildFolder(container: Container, folder: string): void {
  copy(`dist/${container}/index.mjs`, join(folder, "index.mjs"));
  copy(`functions/${container}/Containerfile`, join(folder, "Containerfile"));
  for (const name of LIBRARIES[container] ?? []) copy(`node_modules/${name}`, join(folder, "node_modules", name));
}

/** @param from path in the repository */
function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(fileURLToPath(new URL(`../../${from}`, import.meta.url)), to, { recursive: true, dereference: true });
}
