import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { UserError } from "../command/user-error.ts";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** Bundles the functions and writes the Terraform JSON of every stack into a folder, as `npm run bundle` and `synth` do. */
export async function synthesize(folder: string): Promise<void> {
  await run("functions/bundle.ts");
  await run("main.ts", { CDKTF_OUTDIR: folder });
}

async function run(script: string, variables: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: REPOSITORY,
    // Its standard output is for those who run it by hand; its errors go to the terminal.
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...variables },
  });
  const code = await new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  if (code !== 0) throw new UserError(`${script} failed (exit code ${code}); its own message is above.`, 1);
}
