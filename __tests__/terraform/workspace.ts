import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deriveSchema } from "./provider/derive-schema.ts";
import type { Schema } from "./provider/schema.ts";
import { serve } from "./provider/serve.ts";
import type { Stack } from "./stacks.ts";
import { type Outcome, runTerraform } from "./terraform.ts";

/** A temporary folder where Terraform runs on one stack, over the schema-only provider, with its state in a file. */
export interface Workspace {
  readonly folder: string;
  /** Puts another version of the stack in the place of the one that is there; the state stays. */
  put(stack: Stack): void;
  /** Whatever comes of it. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** @throws what Terraform says, when the command fails. @returns what it prints. */
  must(...args: readonly string[]): Promise<string>;
  close(): void;
}

/** @param stacks All versions of the stack that will be put here; the first is. */
export async function openWorkspace(stacks: readonly [Stack, ...Stack[]]): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "clearwell terraform "));
  const provider = await serve(schemaOf(stacks));
  const run = (...args: readonly string[]) => runTerraform(folder, args, { TF_REATTACH_PROVIDERS: provider.reattach });
  const workspace: Workspace = {
    folder,
    put: (stack) => put(stack, folder),
    run,
    must: async (...args) => {
      const { status, stdout, stderr } = await run(...args);
      if (status !== 0) throw new Error(`terraform ${args.join(" ")}\n${stderr || stdout}`);
      return stdout;
    },
    close: () => {
      provider.close();
      rmSync(folder, { recursive: true });
    },
  };
  workspace.put(stacks[0]);
  await workspace.must("init", "-no-color");
  return workspace;
}

function schemaOf(stacks: readonly Stack[]): Schema {
  return deriveSchema({
    resources: typesOf(stacks.map(({ json }) => json.resource)),
    dataSources: typesOf(stacks.map(({ json }) => json.data)),
  });
}

function typesOf(found: readonly (object | undefined)[]): string[] {
  return [...new Set(found.flatMap((byType = {}) => Object.keys(byType)))].sort();
}

/** Terraform merges an override into the stack: the state goes into this folder, wherever the stack wants it. */
const OVERRIDE = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };

function put({ json, assets }: Stack, folder: string): void {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write("cdk.tf.json", JSON.stringify(json));
  write("backend_override.tf.json", JSON.stringify(OVERRIDE));
  for (const [path, content] of assets) write(path, content);
}
