import { join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import type { Session } from "../session.ts";

/** A program that builds images and pushes them, and how it is called. */
export interface Builder {
  readonly name: string;
  readonly build: (ref: string, folder: string) => readonly string[];
  /** The login is kept in a folder of this run, not in the user's configuration. */
  readonly login: (registry: string, folder: string) => readonly string[];
  readonly push: (ref: string, folder: string) => readonly string[];
}

const LOGIN = ["--username", "AWS", "--password-stdin"];

/** Jobs run on processors of this kind, whichever the machine has that builds. */
const PLATFORM = ["--platform", "linux/amd64"];

const BUILDERS: readonly Builder[] = [
  {
    name: "docker",
    build: (ref, folder) => ["build", ...PLATFORM, "--tag", ref, "--file", join(folder, "Containerfile"), folder],
    login: (registry, folder) => ["--config", folder, "login", ...LOGIN, registry],
    push: (ref, folder) => ["--config", folder, "push", ref],
  },
  likePodman("podman", "build"),
  likePodman("buildah", "bud"),
];

function likePodman(name: string, build: string): Builder {
  const authFile = (folder: string) => ["--authfile", join(folder, "auth.json")];
  return {
    name,
    build: (ref, folder) => [build, ...PLATFORM, "--tag", ref, "--file", join(folder, "Containerfile"), folder],
    login: (registry, folder) => ["login", ...authFile(folder), ...LOGIN, registry],
    push: (ref, folder) => ["push", ...authFile(folder), ref],
  };
}

/** The first that is there. @throws UserError if none is */
export async function findBuilder({ program }: Pick<Session, "program">): Promise<Builder> {
  for (const builder of BUILDERS) if ((await program(builder.name, ["--version"])).status === 0) return builder;
  throw new UserError("Images are built by docker, podman or buildah, and none of them is installed here.", 1);
}
