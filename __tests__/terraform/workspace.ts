import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deriveSchema } from "./provider/derive-schema.ts";
import { installProvider } from "./provider/install.ts";
import type { Stack } from "./stacks.ts";
import { installedTerraform, type Outcome, runTerraform } from "./terraform.ts";

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
  const root = mkdtempSync(join(tmpdir(), "clearwell terraform "));
  const [folder, config] = [join(root, "stack"), join(root, "terraform.rc")];
  await provide(root, stacks);
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(join(root, "mirror"))}\n  }\n}\n`,
  );
  const workspace: Workspace = {
    folder,
    put: (stack) => put(stack, folder),
    run: (...args) => runTerraform(folder, config, args),
    must: async (...args) => {
      const { status, stdout, stderr } = await runTerraform(folder, config, args);
      if (status !== 0) throw new Error(`terraform ${args.join(" ")}\n${stderr || stdout}`);
      return stdout;
    },
    close: () => rmSync(root, { recursive: true }),
  };
  workspace.put(stacks[0]);
  await workspace.must("init", "-no-color");
  return workspace;
}

async function provide(root: string, stacks: readonly [Stack, ...Stack[]]): Promise<void> {
  const terraform = installedTerraform();
  if (terraform === undefined) throw new Error("there is no terraform on this machine");
  const schema = deriveSchema({
    resources: typesOf(stacks.map(({ json }) => json.resource)),
    dataSources: typesOf(stacks.map(({ json }) => json.data)),
  });
  const { required_providers: required } = stacks[0].json.terraform as {
    required_providers: { aws: { version: string } };
  };
  await installProvider({
    mirror: join(root, "mirror"),
    version: required.aws.version,
    platform: terraform.platform,
    schema,
  });
}

function typesOf(found: readonly (object | undefined)[]): string[] {
  return [...new Set(found.flatMap((byType = {}) => Object.keys(byType)))].sort();
}

/** Terraform merges an override into the stack: the state goes into this folder, wherever the stack wants it. */
const OVERRIDE = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };

function put({ folder: from, json }: Stack, folder: string): void {
  rmSync(join(folder, "assets"), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(from, folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json));
  writeFileSync(join(folder, "backend_override.tf.json"), JSON.stringify(OVERRIDE));
}
