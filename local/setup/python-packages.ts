import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { debianPackage } from "./debian-package.ts";
import type { Machine } from "./machine.ts";
import type { Need } from "./need.ts";

/** Ends with 0 on Python 3.11 or later that has these modules. */
const hasModules = (modules: string) => ["-c", `import sys, ${modules}; sys.exit(sys.version_info < (3, 11))`];

const PYTHON_3 = debianPackage("python3-venv", ["python3", ...hasModules("venv, ensurepip")]);

/** A folder of the repository, which git ignores, with a Python of its own, and what makes it. */
interface Environment {
  readonly folder: string;
  readonly need: Need;
}

/** What all packages share that don't conflict. */
const SHARED = environment(".venv");

/** dbt needs older versions of some packages than fakesnow and sqlfluff. */
export const DBT_ENVIRONMENT = environment(".venv-dbt");

function environment(folder: string): Environment {
  const need = {
    name: `Python's virtual environment ${folder}`,
    isThere: async ({ run }: Machine) => (await run([pythonIn(folder), ...hasModules("pip")])).code === 0,
    // An unusable one, of another Python, is replaced.
    install: { command: ["python3", "-m", "venv", "--clear", folder] },
    after: [PYTHON_3],
  };
  return { folder, need };
}

/** Ends with 0 if all packages that its arguments name (`h11==0.16.0`) are installed in this version. */
const COMPARE_VERSIONS = `
import importlib.metadata, sys
for name, version in (each.split("==") for each in sys.argv[1:]):
    if importlib.metadata.version(name) != version: sys.exit(1)`;

/** Packages from PyPI, in a virtual environment. @param file pins them and their dependencies, with hashes */
export function pythonPackages(name: string, file: string, { folder, need }: Environment = SHARED): Need {
  const python = pythonIn(folder);
  return {
    name: `${name} (in ${folder})`,
    isThere: async ({ root, run }) => {
      const pins = (await readFile(join(root, file), "utf8")).match(/^[\w.-]+==[\w.+!-]+/gm) ?? [];
      return (await run([python, "-c", COMPARE_VERSIONS, ...pins])).code === 0;
    },
    install: {
      command: [
        python,
        ..."-m pip install --quiet --disable-pip-version-check --require-hashes --requirement".split(" "),
        file,
      ],
    },
    after: [need],
  };
}

function pythonIn(folder: string): string {
  return `${folder}/bin/python`;
}
