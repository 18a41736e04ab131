import type { Need } from "./need.ts";

/** The version that `required_version` of the stacks asks for. */
const LEAST = [1, 11] as const;

export const TERRAFORM: Need = {
  name: `terraform ${LEAST.join(".")} or later`,
  isThere: async ({ run }) => {
    const { stdout } = await run(["terraform", "version"]);
    const [, major = "", minor = ""] = /^Terraform v(\d+)\.(\d+)\./m.exec(stdout) ?? [];
    return Number(major) > LEAST[0] || (Number(major) === LEAST[0] && Number(minor) >= LEAST[1]);
  },
  install: { page: "https://developer.hashicorp.com/terraform/install" },
};
