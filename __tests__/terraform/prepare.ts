import { fetchedProvider, fetchProvider, PROVIDER_VERSION } from "./real-provider.ts";
import { terraformVersion } from "./terraform.ts";

// Before `npm run test:terraform`: checks for Terraform, and downloads the real AWS provider. Exits with 1 if Terraform is not installed.

const terraform = terraformVersion();
if (terraform === undefined) {
  console.error("terraform is not installed: install 1.11 or later, https://developer.hashicorp.com/terraform/install");
  process.exit(1);
}
console.log(`Terraform ${terraform} over ${await providerToUse()}`);

async function providerToUse(): Promise<string> {
  const real = `the real AWS provider ${PROVIDER_VERSION}`;
  if (fetchedProvider() !== undefined) return `${real}, fetched before`;
  console.log(`Looking for ${real}, some 150 MB…`);
  const { status, stdout, stderr } = await fetchProvider();
  if (status === 0) return real;
  const [reason = "no reason given"] = `${stderr}${stdout}`.split("\n").filter((line) => line.startsWith("Error: "));
  return `the schema-only provider, for the real one can't be had here (${reason})`;
}
