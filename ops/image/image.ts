import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { findRedshift } from "../open-stack.ts";
import type { Report } from "../result.ts";
import type { Session } from "../session.ts";
import { pushImages } from "./push.ts";

const HELP = `
The tag of an image is a hash of what it is built from, and the job definitions
of a synthesised stack name it. Push before you apply, from the same files.`;

export function addImage(ops: Command, session: Session, report: Report): void {
  ops
    .command("image")
    .description("the container images of mongodb-to-redshift")
    .command("push")
    .description("build both images with docker, podman or buildah, and push them to ECR")
    .argument("<stack>", "such as production-us-west-2-mongodb-to-redshift")
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", HELP)
    .action(async (name: string, options: { json?: boolean }) => {
      const stack = findRedshift(session, name);
      if (stack === undefined)
        throw new UserError(`${name} is not a stack of mongodb-to-redshift, which alone has images.`);
      report(await pushImages(session, stack), options);
    });
}
