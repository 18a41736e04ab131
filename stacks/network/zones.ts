/**
 * Ids of the zones that a network spreads over, in this order for ever. Ids and not names: `us-west-2a` is another place in
 * another account, and some accounts have no `b`. Not by `aws_availability_zones` either: when AWS adds a zone, its list moves
 * and Terraform replaces every subnet behind it (github.com/buildkite/terraform-buildkite-elastic-ci-stack-for-aws/pull/78).
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export function zoneIds(region: string): readonly string[] {
  const numbers = NUMBERS[region] ?? [1, 2, 3];
  return numbers.map((number) => `${shortName(region)}-az${number}`);
}

/**
 * Where they are not 1, 2 and 3: a region has no such zone, or it takes in only some services or some accounts.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const NUMBERS: { readonly [region: string]: readonly number[] } = {
  // The oldest zone of each, az3, is closed to new accounts or lacks newer instances.
  "ap-northeast-1": [1, 2, 4],
  "us-east-1": [1, 2, 4],
  // There is no az3.
  "ca-central-1": [1, 2, 4],
  // An account has two.
  "us-west-1": [1, 3],
};

/** `us-west-2` is `usw2`, `ap-northeast-1` is `apne1`. */
function shortName(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const letters = (direction.match(/north|south|east|west|central/g) ?? []).map((word) => word[0]);
  return `${area}${letters.join("")}${number}`;
}
