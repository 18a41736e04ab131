import { fileURLToPath } from "node:url";
import type { AllowList } from "../../contracts/mask.ts";
import { bundleFunction } from "../../functions/bundle-function.ts";

const SHIPPED = fileURLToPath(new URL("../../contracts/index.ts", import.meta.url));

/** Writes the cleaner as it is shipped, but with another allow-list, whatever the shipped one says today. */
export async function bundleWith(allowList: AllowList, outfile: string): Promise<void> {
  const contents = `export const EXPECTED_FIELDS_FOR_ANALYTICS = ${JSON.stringify(allowList)};`;
  await bundleFunction("cleaner", outfile, [
    {
      name: "allow-list",
      setup: (build) => {
        build.onLoad({ filter: /index\.ts$/ }, ({ path }) => (path === SHIPPED ? { contents } : undefined));
      },
    },
  ]);
}
