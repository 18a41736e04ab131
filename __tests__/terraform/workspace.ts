import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Provide, schemaOnly } from "./provider-in-use.ts";
import type { Stack } from "./stacks.ts";
import { type Outcome, runTerraform } from "./terraform.ts";

/** A temporary folder where Terraform runs on one stack, with its state in a file. */
export interface Workspace {
  /** Puts another version of the stack in the place of the one that is there; the state stays. */
  readonly put: (stack: Stack) => void;
  readonly write: (path: string, content: string) => void;
  /** Whatever comes of it. */
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  /** @throws what Terraform says, when the command fails. @returns what it prints. */
  readonly must: (...args: readonly string[]) => Promise<string>;
}

interface WorkspaceProps {
  /** All versions of the stack that will be put here; the first is. */
  readonly stacks: readonly [Stack, ...Stack[]];
  /** Default: the schema-only provider. */
  readonly provide?: Provide | undefined;
}

/** Does some work in a workspace of its own, of which nothing stays. */
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
      // On lines of its own, as a failure quotes the line.
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

/** Terraform merges an override into the stack: the state goes into this folder, wherever the stack wants it. */
const OVERRIDE = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };
