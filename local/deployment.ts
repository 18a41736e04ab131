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

/** A stack with a cleaner. */
interface Found {
  readonly name: string;
  readonly stack: Stack;
  readonly lambda: LambdaResource;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Reads a stack with a cleaner from the folder that `synth` has written: the one that owns the CLEAN bucket, or the first by name if the
 * bucket is not created here.
 * @throws UserError if no stack has a cleaner
 */
export async function readDeployment(terraform: string): Promise<Deployment> {
  const found = await cleanersIn(terraform);
  const used = found.find(ownsClean) ?? found[0];
  if (used === undefined) {
    const remedy = "`deployDms` in environments/ must be true for at least one stack of mongodb-to-snowflake.";
    throw new UserError(`No stack has the cleaner: ${remedy}`, 1);
  }
  const { name, stack, lambda, variables } = used;
  return {
    stack: name,
    functionName: lambda.function_name,
    region: stack.provider?.aws?.find(({ alias }) => alias === undefined)?.region ?? "",
    variables,
    environment: readEnvironment(variables),
    bundle: bundleIn(await readFile(join(terraform, "stacks", name, lambda.filename))),
  };
}

/** All stacks with a cleaner, by name. */
async function cleanersIn(terraform: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of (await readdir(join(terraform, "stacks"))).sort()) {
    const stack = JSON.parse(await readFile(join(terraform, "stacks", name, "cdk.tf.json"), "utf8")) as Stack;
    for (const lambda of Object.values(stack.resource?.aws_lambda_function ?? {})) {
      const variables = lambda.environment?.variables ?? {};
      if (variables.CLEAN_BUCKET !== undefined) found.push({ name, stack, lambda, variables });
    }
  }
  return found;
}

function ownsClean({ stack, variables }: Found): boolean {
  return Object.values(stack.resource?.aws_s3_bucket ?? {}).some(({ bucket }) => bucket === variables.CLEAN_BUCKET);
}

function bundleIn(zip: Buffer): Uint8Array {
  const bundle = unzipSync(zip)["index.mjs"];
  if (bundle === undefined) throw new Error("The archive has no index.mjs.");
  return bundle;
}
