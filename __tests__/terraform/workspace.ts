import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Provide, schemaOnly } from "./provider-in-use.ts";
import type { Stack } from "./stacks.ts";
import { type Outcome, runTerraform } from "./terraform.ts";

/** A temporary folder in which Terraform runs on one stack, with its state in a file. */
export interface Workspace {
  /** Replaces the stack with another version; the state stays. */
  readonly put: (stack: Stack) => void;
  readonly write: (path: string, content: string) => void;
  /** Returns the result, also if the command fails. */
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  /** @returns the output of the command. @throws with Terraform's output if it fails */
  readonly must: (...args: readonly string[]) => Promise<string>;
}

interface WorkspaceProps {
  /** All versions of the stack that will be used; the first is written at once. */
  readonly stacks: readonly [Stack, ...Stack[]];
  /** Default: the schema-only provider. */
  readonly provide?: Provide | undefined;
}

/** Runs `work` in a new workspace, and removes it afterwards. */
export async function withWorkspace<T>(
  { stacks, provide = schemaOnly }: WorkspaceProps,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "clearwell terraform "));
  const provider = await provide(stacks, folder);
  try {
    const workspace = workspaceIn(folder, provider.variables);
    workspace.put(stacks[0]);
    await workspace.must("init", "-no-color");
    return await work(workspace);
  } finally {
    provider.close();
    rmSync(folder, { recursive: true });
  }
}

function workspaceIn(folder: string, variables: NodeJS.ProcessEnv): Workspace {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const run = (...args: readonly string[]) => runTerraform(folder, args, { variables });
  return {
    write,
    run,
    put: ({ json, assets }) => {
      // Indented, because an error quotes the line.
      write("cdk.tf.json", JSON.stringify(json, undefined, 2));
      write("backend_override.tf.json", JSON.stringify(OVERRIDE));
      for (const [path, content] of assets) write(path, content);
    },
    must: async (...args) => {
      const { status, stdout, stderr } = await run(...args);
      if (status !== 0) throw new Error(`terraform ${args.join(" ")}\n${stdout}${stderr}`);
      return stdout;
    },
  };
}

/** Terraform merges this override into the stack: the state goes into this folder, whatever the stack's backend is. */
const OVERRIDE = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };
