import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ECRClient, GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { UserError } from "../../command/user-error.ts";
import { imageTag } from "../../stacks/mongodb-to-redshift/image-tag.ts";
import {
  CONTAINERS,
  type Container,
  imagesStackId,
  redshiftName,
  repositoryUrl,
} from "../../stacks/mongodb-to-redshift/names.ts";
import { checkAccount } from "../open-stack.ts";
import { imageDigest } from "../redshift/images.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";
import { fillBuildFolder } from "./build-folder.ts";
import { type Builder, findBuilder } from "./builder.ts";

interface Pushed {
  readonly image: string;
  readonly digest: string;
  /** Whether it was there already, built from the same. */
  readonly wasThere: boolean;
}

/**
 * Builds the images of the working tree and pushes them under the hash of what they are built from. One that is there already is left: its tag
 * never changes.
 */
export async function pushImages(session: Session, stack: RedshiftStack): Promise<Result> {
  // A stack's tags are of the bundles, so they are made anew.
  await import("../../functions/bundle.ts");
  await checkAccount(session, stack);
  const folder = mkdtempSync(join(tmpdir(), "clearwell-images-"));
  try {
    const pushed: Pushed[] = [];
    for (const container of CONTAINERS) pushed.push(await pushImage(session, stack, container, folder));
    return resultOf(stack, pushed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pushImage(
  session: Session,
  stack: RedshiftStack,
  container: Container,
  folder: string,
): Promise<Pushed> {
  const { environment } = stack;
  const tag = imageTag(container);
  const wanted = { repository: redshiftName(environment, container), tag };
  const image = `${repositoryUrl(environment, container)}:${tag}`;
  const found = await imageDigest(session, environment.region, wanted);
  if (found !== undefined) return { image, digest: found, wasThere: true };
  const builder = await findBuilder(session);
  const context = join(folder, container);
  fillBuildFolder(container, context);
  session.err.print(`  ${builder.name} builds ${container}`);
  await mustRun(session, builder.name, builder.build(image, context));
  await logIn(session, stack, builder, folder);
  session.err.print(`  ${builder.name} pushes ${container}`);
  await mustRun(session, builder.name, builder.push(image, folder));
  const digest = await imageDigest(session, environment.region, wanted);
  if (digest === undefined)
    throw new UserError(`${image} was pushed and is not there: deploy ${imagesStackId(environment)} first.`, 1);
  return { image, digest, wasThere: false };
}

/** The password is valid for 12 hours, and given on standard input: arguments are seen by others on the machine. */
async function logIn(
  session: Session,
  { environment }: RedshiftStack,
  builder: Builder,
  folder: string,
): Promise<void> {
  const { authorizationData = [] } = await session
    .aws(ECRClient, environment.region)
    .send(new GetAuthorizationTokenCommand());
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString();
  const registry = `${environment.account}.dkr.ecr.${environment.region}.amazonaws.com`;
  await mustRun(session, builder.name, builder.login(registry, folder), token.replace(/^AWS:/, ""));
}

async function mustRun({ program }: Session, command: string, args: readonly string[], input?: string): Promise<void> {
  const { status, output } = await program(command, args, input);
  if (status === 0) return;
  const last = output.trim().split("\n").slice(-20).join("\n");
  throw new UserError(`${command} ${args[0]?.startsWith("-") ? args[2] : args[0]} failed:\n${last}`, 1);
}

function resultOf({ id }: RedshiftStack, images: readonly Pushed[]): Result {
  return {
    json: { stack: id, images },
    ok: true,
    show: (out) => {
      for (const { image, digest, wasThere } of images) {
        out.print(`${image}${wasThere ? " (was there)" : ""}`);
        out.print(`  ${digest}`);
      }
    },
  };
}
