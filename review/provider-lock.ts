import { Command, Option } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { SOURCES } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { KEPT_LOCK_FILE } from "../stacks/stack-files.ts";
import { lockProvider, PLATFORMS } from "./provider-lock/lock-provider.ts";
import { synthesised } from "./synth-check/synthesised.ts";

const shell = thisShell();

const command = new Command("npm run -s provider:lock --")
  .description(
    "Record the hashes of the AWS provider, for the usual platforms, so that Terraform accepts no other build. This needs " +
      "terraform and access to registry.terraform.io, and downloads about 150 MB for each platform. Commit the file.",
  )
  .addOption(
    new Option("--platform <name...>", "platforms, as Terraform names them").default(
      [...PLATFORMS],
      "Linux, macOS and Windows",
    ),
  )
  .addHelpText("after", exitCodes("written", "Terraform could not download the provider"))
  .action(({ platform }: { readonly platform: readonly string[] }) => {
    const [stack] = synthesised(SOURCES, ENVIRONMENTS).values();
    lockProvider(stack?.terraform.required_providers, platform, KEPT_LOCK_FILE);
    shell.out.print(KEPT_LOCK_FILE);
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell);
