import { fileURLToPath } from "node:url";
import { CHECKS } from "../../../local/setup/checks.ts";
import { type Machine, thisMachine } from "../../../local/setup/machine.ts";
import { missing } from "../../../local/setup/need.ts";

/** The Python for which `npm run setup -- e2e` installs the emulator. */
export const PYTHON = fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));

/** What is missing to run the emulator, and how to install it. @returns undefined if nothing is missing */
export async function whatIsMissing(machine: Machine = thisMachine()): Promise<string | undefined> {
  const names = (await missing(CHECKS.e2e, machine)).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `The end-to-end tests can't run without ${names.join(" and ")}.
To install it: npm run setup -- e2e --yes
`;
}
