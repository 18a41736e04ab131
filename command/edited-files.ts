import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Problem } from "../contracts/problem.ts";
import { compilerProblems } from "./compiler-problems.ts";

const CONFIG = "tsconfig.edited.json";
const INDEX = "contracts/index.ts";

/**
 * Mistakes in what users edit, `contracts/` and `environments/`, found without importing them: a missing comma would end
 * in a stack trace.
 */
export function mistakesIn(repository: string): Problem[] {
  return [...compile(repository), ...unlistedFiles(repository)];
}

function compile(repository: string): Problem[] {
  const require = createRequire(join(repository, "package.json"));
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const args = [compiler, "--project", CONFIG, "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
  if (status === 0) return [];
  const problems = compilerProblems(stdout);
  if (problems.length === 0) throw new Error(`The compiler did not run:\n${stdout}${stderr}`);
  return problems;
}

/** A file does nothing until the index imports it; a contract that is imported and not used is the compiler's to find. */
function unlistedFiles(repository: string): Problem[] {
  const index = readFileSync(join(repository, INDEX), "utf8");
  const folders = readdirSync(join(repository, "contracts"), { withFileTypes: true }).filter((it) => it.isDirectory());
  const files = folders.flatMap(({ name }) =>
    readdirSync(join(repository, "contracts", name))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${name}/${file}`),
  );
  return files
    .filter((file) => !index.includes(`"./${file}"`))
    .map((file) => ({
      where: `contracts/${file}`,
      problem: `${INDEX} does not import it, so nothing of it is replicated`,
      remedy: `import it there, and add it at the end of the list; or delete the file`,
    }));
}
