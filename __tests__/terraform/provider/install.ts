import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Schema } from "./schema.ts";

interface InstallProps {
  /** Terraform's `filesystem_mirror`. */
  readonly mirror: string;
  readonly version: string;
  /** `linux_amd64` and the like. */
  readonly platform: string;
  readonly schema: Schema;
}

/**
 * Puts the schema-only provider where Terraform looks for `hashicorp/aws`: a script that runs it under this Node.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
export async function installProvider({ mirror, version, platform, schema }: InstallProps): Promise<void> {
  const folder = join(mirror, "registry.terraform.io/hashicorp/aws", version, platform);
  mkdirSync(folder, { recursive: true });
  const [program, schemaFile] = [join(folder, "serve.mjs"), join(folder, "schema.json")];
  writeFileSync(schemaFile, JSON.stringify(schema));
  await bundle(program);
  const command = [process.execPath, program, fileURLToPath(new URL(".", import.meta.url)), schemaFile];
  const script = `#!/bin/sh\nexec ${command.map(quoted).join(" ")}\n`;
  writeFileSync(join(folder, `terraform-provider-aws_v${version}_x5`), script, { mode: 0o755 });
}

/** One file starts in a quarter of the time: Terraform starts the provider several times a command. */
async function bundle(outfile: string): Promise<void> {
  const entry = fileURLToPath(new URL("serve.ts", import.meta.url));
  // gRPC is CommonJS.
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    banner,
    logLevel: "error",
  });
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
