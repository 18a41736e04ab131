import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { UserError } from "../command/user-error.ts";
import { type CleanerEnvironment, readEnvironment } from "../functions/cleaner/environment.ts";

/** The cleaner as Terraform would deploy it. */
export interface Deployment {
  readonly stack: string;
  readonly functionName: string;
  readonly region: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The same variables, as the function reads them. */
  readonly environment: CleanerEnvironment;
  /** The code in the archive that Terraform ships. */
  readonly bundle: Uint8Array;
}

/** The parts of a `cdk.tf.json` that are read here. */
interface Stack {
  readonly provider?: { readonly aws?: readonly { readonly region?: string; readonly alias?: string }[] };
  readonly resource?: {
    readonly aws_lambda_function?: Readonly<Record<string, LambdaResource>>;
    readonly aws_s3_bucket?: Readonly<Record<string, { readonly bucket: string }>>;
  };
}

interface LambdaResource {
  readonly function_name: string;
  readonly filename: string;
  readonly environment?: { readonly variables?: Readonly<Record<string, string>> };
}

/** Reads the primary stack, which owns the CLEAN bucket, from the folder that `synth` has written. */
export async function readDeployment(terraform: string): Promise<Deployment> {
  for (const name of await readdir(join(terraform, "stacks"))) {
    const folder = join(terraform, "stacks", name);
    const stack = JSON.parse(await readFile(join(folder, "cdk.tf.json"), "utf8")) as Stack;
    const buckets = stack.resource?.aws_s3_bucket ?? {};
    for (const lambda of Object.values(stack.resource?.aws_lambda_function ?? {})) {
      const variables = lambda.environment?.variables ?? {};
      if (!Object.values(buckets).some(({ bucket }) => bucket === variables.CLEAN_BUCKET)) continue;
      return {
        stack: name,
        functionName: lambda.function_name,
        region: stack.provider?.aws?.find(({ alias }) => alias === undefined)?.region ?? "",
        variables,
        environment: readEnvironment(variables),
        bundle: bundleIn(await readFile(join(folder, lambda.filename))),
      };
    }
  }
  const remedy = "`deployDms` in environments/ must be true for the primary stack.";
  throw new UserError(`No stack has both the cleaner and the CLEAN bucket: ${remedy}`, 1);
}

function bundleIn(zip: Buffer): Uint8Array {
  const bundle = unzipSync(zip)["index.mjs"];
  if (bundle === undefined) throw new Error("The archive has no index.mjs.");
  return bundle;
}
