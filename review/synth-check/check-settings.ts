import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Resource, Terraform } from "../../stacks/policies/terraform-json.ts";
import { AFTER_THE_MERGE, isObject, NOT_ALLOWED, onlyNames } from "./shape.ts";

/** The versions of Terraform and of the provider, and the place of the state, must equal main's. */
export function checkTerraform(terraform: unknown, main: Terraform): Problem[] {
  const settings = isObject(terraform) ? terraform : {};
  const names = [...new Set([...Object.keys(settings), ...Object.keys(main.terraform)])];
  return names.flatMap((name) =>
    rule(
      isDeepStrictEqual(settings[name], main.terraform[name]),
      `terraform.${name}`,
      "differs from main's",
      AFTER_THE_MERGE,
    ),
  );
}

/** A state on the runner's disk is lost with the runner. */
export function checkRemoteState({ terraform }: Terraform): Problem[] {
  const { backend, cloud } = terraform;
  return rule(
    isObject(cloud) || (isObject(backend) && isObject(backend.s3)),
    "terraform.backend",
    "main keeps the state in a file, which a workflow would lose",
    "give the environment a `state` (environments/)",
  );
}

const ARGUMENTS = ["alias", "allowed_account_ids", "default_tags", "region"];

/** Allows only AWS, in main's account, without other endpoints or credentials. */
export function checkProviders(provider: unknown, main: Terraform): Problem[] {
  const providers = isObject(provider) && Array.isArray(provider.aws) ? (provider.aws as unknown[]) : [];
  const accounts = main.provider.aws[0]?.allowed_account_ids;
  return [
    ...rule(
      isObject(provider) && Object.keys(provider).join() === "aws" && providers.length > 0,
      "provider",
      "is not only aws",
      NOT_ALLOWED,
    ),
    ...providers.flatMap((each) => checkProvider(each, accounts)),
  ];
}

function checkProvider(provider: unknown, accounts: unknown): Problem[] {
  const settings: Resource = isObject(provider) ? provider : {};
  return [
    ...onlyNames("provider.aws", settings, ARGUMENTS),
    ...rule(
      isDeepStrictEqual(settings.allowed_account_ids, accounts),
      "provider.aws.allowed_account_ids",
      "differs from main's",
      AFTER_THE_MERGE,
    ),
    ...rule(
      /^[a-z]{2}(-[a-z]+)+-\d$/.test(String(settings.region)),
      "provider.aws.region",
      "is not a region",
      "write the region's name",
    ),
  ];
}
