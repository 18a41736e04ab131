import {
  DescribeImagesCommand,
  ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";
import { UserError } from "../../command/user-error.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";

/** An image in ECR. */
interface Image {
  readonly repository: string;
  readonly tag: string;
}

/** Digest of an image; undefined if it is not in ECR, or its repository is not there. */
export async function imageDigest(
  session: Session,
  region: string,
  { repository, tag }: Image,
): Promise<string | undefined> {
  try {
    const { imageDetails = [] } = await session
      .aws(ECRClient, region)
      .send(new DescribeImagesCommand({ repositoryName: repository, imageIds: [{ imageTag: tag }] }));
    return imageDetails[0]?.imageDigest;
  } catch (error) {
    if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) return undefined;
    throw error;
  }
}

/** @throws UserError IMAGE_MISSING if an image of the deployed stack is not in ECR */
export async function assertImages(
  session: Session,
  { id, environment }: RedshiftStack,
  images: readonly Image[],
): Promise<void> {
  const missing: string[] = [];
  for (const image of images)
    if ((await imageDigest(session, environment.region, image)) === undefined) missing.push(image.repository);
  if (missing.length > 0) throw new UserError(imageMissing(id, missing), 1);
}

/** What to do about images that are not there. @param stack its id */
export function imageMissing(stack: string, missing: readonly string[]): string {
  return `IMAGE_MISSING: ${missing.join(" and ")} of the deployed stack ${missing.length === 1 ? "is" : "are"} not in ECR. Run npm run -s ops -- image push ${stack}`;
}
