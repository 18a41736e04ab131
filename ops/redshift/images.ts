import {
  DescribeImagesCommand,
  ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";
import type { Session } from "../session.ts";

/** Digest of an image; undefined if it is not in ECR, or its repository is not there. */
export async function imageDigest(
  session: Session,
  region: string,
  { repository, tag }: { readonly repository: string; readonly tag: string },
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

/** What to do about images that are not there. @param stack its id */
export function imageMissing(stack: string, missing: readonly string[]): string {
  return `IMAGE_MISSING: ${missing.join(" and ")} of the deployed stack ${missing.length === 1 ? "is" : "are"} not in ECR. Run npm run -s ops -- image push ${stack}`;
}
