import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, blocks, type Terraform, text } from "./terraform-json.ts";

/**
 * The prefixes of one bucket's notification, and those of its expirations, may not lie in one another: S3 refuses the first,
 * and by the second one stack's setting would expire another's objects.
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
      .flatMap((other) =>
        rule(false, address, `"${other}" lies in "${prefix}"`, "let each stack have a prefix of its own"),
      ),
  );
}
