import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, blocks, type Terraform, text } from "./terraform-json.ts";

/**
 * The prefixes of a bucket's notifications must not contain each other, because S3 refuses that. Nor must those of its expirations:
 * the setting of one stack would expire objects of another.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function checkPrefixes(stack: Terraform): Problem[] {
  const notifications = addressed(stack, "aws_s3_bucket_notification").flatMap(({ address, it }) => {
    const prefixes = [it.queue, it.lambda_function, it.topic].flatMap(blocks).map((each) => text(each.filter_prefix));
    return overlaps(address, prefixes);
  });
  const expirations = addressed(stack, "aws_s3_bucket_lifecycle_configuration").flatMap(({ address, it }) => {
    const rules = blocks(it.rule).filter(({ expiration }) => blocks(expiration).length > 0);
    return overlaps(
      address,
      rules.map(({ filter }) => text(blocks(filter)[0]?.prefix)),
    );
  });
  return [...notifications, ...expirations];
}

function overlaps(address: string, prefixes: readonly string[]): Problem[] {
  return prefixes.flatMap((prefix, index) =>
    prefixes
      .filter((other, place) => place !== index && other.startsWith(prefix))
      .flatMap((other) => rule(false, address, `"${other}" is inside "${prefix}"`, "give each stack its own prefix")),
  );
}
