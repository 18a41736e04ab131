import { execFile, spawnSync } from "node:child_process";

/** What a command of Terraform gave. Never rejects: to fail may be what a test wants. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Installed {
  readonly version: string;
  readonly platform: string;
}

/** The Terraform on this machine; `undefined` where there is none. */
export function installedTerraform(): Installed | undefined {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8", env: environment() });
  if (status !== 0) return undefined;
  const { terraform_version: version, platform } = JSON.parse(stdout) as Record<string, string>;
  return { version: version as string, platform: platform as string };
}

/** @param config File with the CLI's configuration: where the providers are. */
export function runTerraform(folder: string, config: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment(config), maxBuffer: 2 ** 28 };
    execFile("terraform", [...args], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Ours, without what would change Terraform's ways: a user's own arguments, log or workspace. */
function environment(config?: string): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TF_")));
  return {
    ...own,
    ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }),
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    // The schema-only provider speaks over loopback, in the clear.
    TF_DISABLE_PLUGIN_TLS: "1",
  };
}
