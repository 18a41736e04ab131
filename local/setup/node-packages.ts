import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Need } from "./need.ts";

/** `package-lock.json`, and npm's own record of what it has installed (`node_modules/.package-lock.json`). */
interface Lock {
  readonly packages: Packages;
}

/** By their folders. */
type Packages = Readonly<Record<string, Locked>>;

interface Locked {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
}

/** Packages from npm that have a folder of their own, because they are large or of another version than ours. */
export function nodePackages(name: string, folder: string): Need {
  return {
    name: `${name} (in ${folder})`,
    isThere: async ({ root }) => {
      const [wanted, installed] = await Promise.all([
        readLock(join(root, folder, "package-lock.json")),
        // Absent before the first installation.
        readLock(join(root, folder, "node_modules/.package-lock.json")).catch((): Packages => ({})),
      ]);
      return Object.entries(wanted).every(([path, locked]) => path === "" || isInstalled(locked, installed[path]));
    },
    // `npm run -s` would hide the errors of this npm as well.
    install: { command: ["npm", "ci", "--no-fund", "--no-audit", "--loglevel", "error", "--prefix", folder] },
  };
}

async function readLock(file: string): Promise<Packages> {
  return (JSON.parse(await readFile(file, "utf8")) as Lock).packages;
}

function isInstalled(wanted: Locked, installed: Locked | undefined): boolean {
  if (installed !== undefined) return installed.version === wanted.version;
  return wanted.optional === true && !isForThisMachine(wanted);
}

/** npm leaves out a package for another system or processor. */
function isForThisMachine({ os, cpu }: Locked): boolean {
  const fits = (allowed: Locked["os"], own: string) => allowed === undefined || [allowed].flat().includes(own);
  return fits(os, process.platform) && fits(cpu, process.arch);
}
