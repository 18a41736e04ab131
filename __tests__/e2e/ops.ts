import { execFile } from "node:child_process";
import { devNull } from "node:os";
import type { Endpoint } from "./aws.ts";
import type { Credentials } from "./emulator/administrator.ts";

/** An operator's command: `ops("failures", "production-us-west-2")`. */
export type Ops = (...args: string[]) => Promise<Told>;

interface Told {
  readonly code: number;
  readonly json: unknown;
}

/** Runs the commands with `--json` like an operator in the repository, with the emulator in place of AWS. */
export function opsIn(repository: string, { url, certificateFile }: Endpoint, credentials: Credentials): Ops {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: url,
    NODE_EXTRA_CA_CERTS: certificateFile,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // Contains none of the developer's AWS settings.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      const command = ["--import", "tsx", "ops/ops.ts", ...args, "--json"];
      execFile(process.execPath, command, { cwd: repository, env }, (error, out, err) => {
        const code = error === null ? 0 : Number(error.code);
        try {
          resolve({ code, json: JSON.parse(out) });
        } catch {
          reject(new Error(`ops ${args.join(" ")} ended with ${code}, and printed no JSON:\n${out}${err}`));
        }
      });
    });
}
