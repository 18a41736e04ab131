import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const REQUIREMENTS = "__tests__/e2e/requirements.txt";
const VERSION = "import importlib.metadata as m; print(m.version('ministack'))";

/** The place where `.ci/run` and the README install it. */
export const PYTHON = fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));

/** What is missing to run the emulator, and how to install it. @returns undefined if nothing is missing */
export function whatIsMissing(python = PYTHON): string | undefined {
  const [, wanted] = /^ministack==([\d.]+)/m.exec(readFileSync(`${ROOT}/${REQUIREMENTS}`, "utf8")) ?? [];
  const found = existsSync(python) ? spawnSync(python, ["-c", VERSION], { encoding: "utf8" }).stdout.trim() : "";
  const missing = [
    ...(found === wanted
      ? []
      : [`ministack ${wanted}, an emulator of AWS, is not in .venv${found && ` (${found} is)`}`]),
    ...(spawnSync("openssl", ["version"]).error
      ? ["openssl is not on the PATH; the emulator makes its certificate with it"]
      : []),
  ];
  if (missing.length === 0) return undefined;
  return `The end-to-end tests can't run:
${missing.map((each) => `- ${each}`).join("\n")}

With Python 3.11 or later, in the repository:
  python3 -m venv .venv
  .venv/bin/pip install --require-hashes -r ${REQUIREMENTS}
`;
}
