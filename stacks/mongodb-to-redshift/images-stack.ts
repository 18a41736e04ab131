import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { completeStack } from "../complete-stack.ts";
import { addOutputs } from "../outputs.ts";
import { configureStack } from "../stack-settings.ts";
import { CONTAINERS, type Container, redshiftName, repositoryUrl } from "./names.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** Images that are kept: as many versions as one can go back to. */
const KEPT = 10;

/**
 * The repositories of the containers' images. A stack of its own, deployed before: between the two, `ops image push` brings the images of which
 * the job definitions have the tags.
 */
export class ImagesStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environment }: { readonly environment: MongodbToRedshift }) {
    super(scope, id);
    configureStack(this, environment);
    for (const container of CONTAINERS) addRepository(this, environment, container);
    addOutputs(
      this,
      Object.fromEntries(CONTAINERS.map((each) => [`${each}_repository`, repositoryUrl(environment, each)])),
    );
    completeStack(this, environment);
  }
}

function addRepository(stack: TerraformStack, environment: MongodbToRedshift, container: Container): void {
  const repository = new EcrRepository(stack, container, {
    name: redshiftName(environment, container),
    // A tag always means the code of which it is the hash.
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: [{ encryptionType: "AES256" }],
    // Images are built again from git, so they are no data; but a repository that jobs use is not emptied by mistake.
    forceDelete: !environment.protectData,
  });
  new EcrLifecyclePolicy(stack, `${container}-lifecycle`, {
    repository: repository.name,
    policy: JSON.stringify({ rules: [KEEP_THE_LAST] }),
  });
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html */
const KEEP_THE_LAST = {
  rulePriority: 1,
  description: `Keep the last ${KEPT}`,
  selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: KEPT },
  action: { type: "expire" },
};
