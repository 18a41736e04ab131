import { CONTAINERS, redshiftName } from "../../stacks/mongodb-to-redshift/names.ts";
import type { Statement } from "../../stacks/policy.ts";
import { actionsOf } from "./actions.ts";
import type { Scope } from "./scope.ts";

/**
 * The rights of the role with which GitHub pushes the images of mongodb-to-redshift: to these repositories, and to read what is there. It can't
 * change a tag, because the repositories don't let anybody.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export function imageRights({ loading }: Pick<Scope, "loading">): Statement[] {
  const repositories = loading.flatMap((stack) =>
    CONTAINERS.map((each) => `arn:aws:ecr:${stack.region}:${stack.account}:repository/${redshiftName(stack, each)}`),
  );
  return [
    { Sid: "LogIn", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
    {
      Sid: "Push",
      Effect: "Allow",
      Action: actionsOf(
        "ecr",
        "BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload DescribeImages InitiateLayerUpload PutImage UploadLayerPart",
      ),
      Resource: repositories,
    },
  ];
}
