import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../ops/program.ts";
import type { Session } from "../../ops/session.ts";
import { fillBaseFolder } from "./base-image.ts";

const BASE = "localhost/clearwell-base";

/** How a container ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

interface Inspected {
  readonly OCIv1: { readonly config: { readonly Entrypoint: readonly string[] } };
}

/** buildah with a storage of its own, which needs no daemon and no rights beside those of its user. */
export class Buildah {
  readonly #folder = mkdtempSync(join(tmpdir(), "clearwell-buildah-"));

  constructor() {
    const settings = ["driver", "graphroot", "runroot"].map((name) => {
      return `${name} = "${name === "driver" ? "vfs" : join(this.#folder, name)}"\n`;
    });
    writeFileSync(join(this.#folder, "storage.conf"), `[storage]\n${settings.join("")}`);
  }

  /** @throws Error with what buildah printed, if it failed */
  async must(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(args);
    if (code !== 0) throw new Error(`buildah ${args[0]} ended with ${code}:\n${output}`);
    return output.trim();
  }

  async run(args: readonly string[], input?: string): Promise<Ended> {
    const settings = [`CONTAINERS_STORAGE_CONF=${join(this.#folder, "storage.conf")}`, "BUILDAH_ISOLATION=chroot"];
    const { status, output } = await runProgram("env", [...settings, "buildah", ...args], input);
    return { code: status, output };
  }

  async buildBase(): Promise<void> {
    const folder = join(this.#folder, "base");
    mkdirSync(folder);
    fillBaseFolder(folder);
    await this.must("bud", "--tag", BASE, folder);
  }

  /**
   * The program of an operator's machine that has buildah only. It builds on the base of this test, and logs in and pushes to a registry on
   * this machine in the place of ECR.
   */
  programFor(registry: string): Session["program"] {
    return async (command, args, input) => {
      if (command !== "buildah") return { status: 127, output: "" };
      const [what = "", ...others] = args;
      const last = others.at(-1) ?? "";
      const here = {
        bud: [what, "--build-arg", `BASE=${BASE}`, ...others],
        login: [what, "--tls-verify=false", ...others.slice(0, -1), registry],
        push: [what, "--tls-verify=false", ...others, `docker://${last.replace(/^[^/]+/, registry)}`],
      }[what];
      const { code, output } = await this.run(here ?? args, input);
      return { status: code, output };
    };
  }

  /** Runs an image as AWS Batch does: its own entry, as its own user, with these variables. @param command in the place of its entry */
  async runImage(
    ref: string,
    variables: Readonly<Record<string, string>>,
    command?: readonly string[],
  ): Promise<Ended> {
    const container = await this.must("from", "--pull-never", ref);
    try {
      const { OCIv1 } = JSON.parse(await this.must("inspect", container)) as Inspected;
      const program = command ?? OCIv1.config.Entrypoint;
      const environment = Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
      return await this.run(["run", ...environment, container, "--", ...program]);
    } finally {
      await this.must("rm", container);
    }
  }

  async close(): Promise<void> {
    await this.must("rmi", "--all", "--force");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
