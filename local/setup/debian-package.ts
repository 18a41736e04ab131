import type { Need } from "./need.ts";

/** A package of Debian. It is there if the probe, a command, ends with 0. */
export function debianPackage(debian: string, probe: readonly string[]): Need {
  return {
    name: `${debian} (Debian)`,
    isThere: async ({ run }) => (await run(probe)).code === 0,
    install: { debian },
  };
}
