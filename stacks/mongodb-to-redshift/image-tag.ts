import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertNoProblems } from "../../contracts/problem.ts";
import type { Container } from "./names.ts";

/**
 * What an image is built from, by path in the repository: the bundle, how the image is built, and what says the version of a library in C++ that
 * is beside the bundle.
 */
function imageSources(container: Container): readonly string[] {
  return [
    `dist/${container}/index.mjs`,
    `functions/${container}/Containerfile`,
    ...(LIBRARIES[container] ?? []).map((name) => `node_modules/${name}/package.json`),
  ];
}

/** Packages that are in the image as they are, because they can't be in a bundle. */
export const LIBRARIES: { readonly [Name in Container]?: readonly string[] } = {
  process: ["@duckdb/node-api", "@duckdb/node-bindings", "@duckdb/node-bindings-linux-x64"],
};

/**
 * The tag of an image: a hash of what it is built from. So a job definition changes if its code or its contracts do, and the same code is never
 * pushed twice. A base image of the same name is the same: it is named by its digest.
 * @throws ProblemsFound if a container is not bundled
 */
export function imageTag(container: Container): string {
  const hash = createHash("sha256");
  for (const path of imageSources(container)) hash.update(read(path)).update("\0");
  return hash.digest("hex").slice(0, TAG_LENGTH);
}

/** Enough that two never meet, and short enough to read out. */
const TAG_LENGTH = 20;

function read(path: string): Buffer {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  assertNoProblems(
    existsSync(file)
      ? []
      : [
          {
            where: path,
            problem: "it is not there, and an image is built from it",
            remedy: "run `npm ci` and `npm run bundle`",
          },
        ],
  );
  return readFileSync(file);
}
