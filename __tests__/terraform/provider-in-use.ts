import { writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { deriveSchema } from "./provider/derive-schema.ts";
import type { ReadBacks } from "./provider/read-back.ts";
import { READ_BACKS } from "./provider/read-backs.ts";
import type { Schema } from "./provider/schema.ts";
import { serve } from "./provider/serve.ts";
import { fetchedProvider } from "./real-provider.ts";
import type { Stack } from "./stacks.ts";

/** Settings that make Terraform use one provider. */
interface ProviderInUse {
  readonly variables: NodeJS.ProcessEnv;
  readonly close: () => void;
}

/** @param folder for a configuration file of Terraform */
export type Provide = (stacks: readonly Stack[], folder: string) => Promise<ProviderInUse>;

/** The schema-only provider, with the table of read-backs. */
export const schemaOnly: Provide = responding(READ_BACKS);

/** The same, with other responses of AWS. */
export function responding(readBacks: ReadBacks): Provide {
  return async (stacks) => {
    // Two versions of a stack may look in the same ones.
    const deployed = [...new Set(stacks.flatMap(({ deployed: each = [] }) => each))];
    const { reattach, close } = await serve(schemaOf(stacks), { readBacks, deployed });
    return { variables: { TF_REATTACH_PROVIDERS: reattach, TF_CLI_CONFIG_FILE: devNull }, close };
  };
}

/** The real provider if it was fetched, otherwise the schema-only one. */
export const realIfFetched: Provide = async (stacks, folder) => {
  const mirror = fetchedProvider();
  if (mirror === undefined) return await schemaOnly(stacks, folder);
  const config = join(folder, "terraform.rc");
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return { variables: { TF_CLI_CONFIG_FILE: config }, close: () => undefined };
};

export function schemaOf(stacks: readonly Stack[]): Schema {
  return deriveSchema({
    resources: typesOf(stacks.map(({ json }) => json.resource)),
    dataSources: typesOf(stacks.map(({ json }) => json.data)),
    isComputed: (type, path) => READ_BACKS[type]?.[path]?.computed === true,
  });
}

function typesOf(found: readonly (object | undefined)[]): string[] {
  return [...new Set(found.flatMap((byType = {}) => Object.keys(byType)))].sort();
}
