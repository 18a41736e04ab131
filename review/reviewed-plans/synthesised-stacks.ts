import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IManifest } from "cdktf";
import { UserError } from "../../command/user-error.ts";
import { type Place, placeOf } from "../../stacks/names.ts";
import type { StagedStack } from "./stages.ts";

/**
 * Every stack that `npm run synth` wrote, of whatever pipeline, from CDKTF's manifest.
 * @param folder `cdktf.out`
 */
export function synthesisedStacks(folder: string, environments: readonly Place[]): readonly StagedStack[] {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) throw new UserError(`${file} does not exist: npm run synth writes it.`, 1);
  const { stacks } = JSON.parse(readFileSync(file, "utf8")) as IManifest;
  return Object.values(stacks).map(({ name, dependencies }) => {
    const place = placeOf(name, environments);
    if (place === undefined)
      throw new UserError(`${name} is of no environment in environments/: run npm run synth again.`, 1);
    return { stack: name, environment: place.environment, region: place.region, after: dependencies };
  });
}
