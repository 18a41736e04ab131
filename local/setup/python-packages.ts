import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { debianPackage } from "./debian-package.ts";
import type { Need } from "./need.ts";

/** The Python of the repository's own virtual environment. */
const PYTHON = ".venv/bin/python";

/** Ends with 0 on Python 3.11 or later that has these modules. */
const hasModules = (modules: string) => ["-c", `import sys, ${modules}; sys.exit(sys.version_info < (3, 11))`];

const PYTHON_3 = debianPackage("python3-venv", ["python3", ...hasModules("venv, ensurepip")]);

const VIRTUAL_ENVIRONMENT: Need = {
  name: "Python's virtual environment .venv",
  isThere: async ({ run }) => (await run([PYTHON, ...hasModules("pip")])).code === 0,
  // An unusable one, of another Python, is replaced.
  install: { command: ["python3", "-m", "venv", "--clear", ".venv"] },
  after: [PYTHON_3],
};

/** Ends with 0 if all packages that its arguments name (`h11==0.16.0`) are installed in this version. */
const COMPARE_VERSIONS = `
import importlib.metadata, sys
for name, version in (each.split("==") for each in sys.argv[1:]):
    if importlib.metadata.version(name) != version: sys.exit(1)`;

/** Packages from PyPI, in `.venv`. @param file pins them and their dependencies, with hashes */
export function pythonPackages(name: string, file: string): Need {
  return {
    name: `${name} (in .venv)`,
    isThere: async ({ root, run }) => {
      const pins = (await readFile(join(root, file), "utf8")).match(/^[\w.-]+==[\w.+!-]+/gm) ?? [];
      return (await run([PYTHON, "-c", COMPARE_VERSIONS, ...pins])).code === 0;
    },
    install: {
      command: [
        PYTHON,
        ..."-m pip install --quiet --disable-pip-version-check --require-hashes --requirement".split(" "),
        file,
      ],
    },
    after: [VIRTUAL_ENVIRONMENT],
  };
}
