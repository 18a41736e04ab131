import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AssetType, Fn, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { assertNoProblems } from "../../contracts/problem.ts";
import { zipOf } from "../zip.ts";

/** The zip that Lambda runs: the bundle in `dist/`, unchanged. */
export class FunctionPackage extends Construct {
  /** Path of the zip, relative to the folder of the stack's Terraform JSON. */
  readonly path: string;
  /** SHA-256, base64. Terraform uploads the zip again if it changes. */
  readonly hash: string;

  /** @throws ProblemsFound if the function is not bundled */
  constructor(scope: Construct, id: string, props: { readonly functionName: string }) {
    super(scope, id);
    const asset = new TerraformAsset(this, "zip", { path: zipBundle(props.functionName), type: AssetType.FILE });
    this.path = asset.path;
    this.hash = Fn.filebase64sha256(asset.path);
  }
}

/** Writes the zip next to the bundle's folder. CDKTF's own archive has the file's time in it, so each build would be new code. */
function zipBundle(functionName: string): string {
  const bundle = fileURLToPath(new URL(`../../dist/${functionName}/index.mjs`, import.meta.url));
  assertNoProblems(existsSync(bundle) ? [] : [notBundled(functionName)]);
  const zip = fileURLToPath(new URL(`../../dist/${functionName}.zip`, import.meta.url));
  // Renamed when it is complete, because another synth may be reading it.
  const partial = `${zip}.${process.pid}`;
  writeFileSync(partial, zipOf("index.mjs", readFileSync(bundle)));
  renameSync(partial, zip);
  return zip;
}

function notBundled(functionName: string) {
  return {
    where: `dist/${functionName}/index.mjs`,
    problem: "the function is not bundled",
    remedy: "run `npm run bundle`",
  };
}
