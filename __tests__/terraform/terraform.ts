import { execFile, spawnSync } from "node:child_process";

/** The result of a Terraform command. Never rejects, because a test may expect the failure. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Version of the installed Terraform, if there is one. */
export function terraformVersion(): string | undefined {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8", env: environment() });
  if (status !== 0) return undefined;
  return (JSON.parse(stdout) as { readonly terraform_version: string }).terraform_version;
}

/** Terraform's output on one line: Terraform wraps lines at the terminal's width. */
export function unwrapped(said: string): string {
  return said.replace(/\s*\n[│\s]*/g, " ");
}

interface RunOptions {
  /** Additional environment variables. */
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

/** Terraform's variables for the place of its providers. Others would change its behaviour: arguments, log, workspace. */
const PLACES = /^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR|TOKEN_\w+)$/;

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("TF_") || PLACES.test(name));
  return { ...Object.fromEntries(own), TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
}
