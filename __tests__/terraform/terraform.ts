import { execFile, spawnSync } from "node:child_process";

/** What a command of Terraform gave. Never rejects: to fail may be what a test wants. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Version of the Terraform on this machine; `undefined` where there is none. */
export function terraformVersion(): string | undefined {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8", env: environment() });
  if (status !== 0) return undefined;
  return (JSON.parse(stdout) as { readonly terraform_version: string }).terraform_version;
}

/** What Terraform says, on one line: it breaks its own where a terminal ends. */
export function unwrapped(said: string): string {
  return said.replace(/\s*\n[│\s]*/g, " ");
}

interface RunOptions {
  /** Environment variables beside our own. */
  readonly variables: NodeJS.ProcessEnv;
  /** Default none. */
  readonly timeoutMs?: number;
}

export function runTerraform(
  folder: string,
  args: readonly string[],
  { variables, timeoutMs: timeout }: RunOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...environment(), ...variables }, maxBuffer: 2 ** 28, timeout };
    execFile("terraform", [...args], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Of Terraform's own variables, those that say where its providers are. Others would change its ways: arguments, log, workspace. */
const PLACES = /^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR|TOKEN_\w+)$/;

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("TF_") || PLACES.test(name));
  return { ...Object.fromEntries(own), TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
}
