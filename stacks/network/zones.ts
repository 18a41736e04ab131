/**
 * Ids of the zones of a network; their order must never change. Ids, not names: `us-west-2a` is a different place in a different
 * account, and some accounts have no `b`. Nor the data source `aws_availability_zones`: if AWS adds a zone, the positions in its list
 * change, and Terraform replaces the subnets (github.com/buildkite/terraform-buildkite-elastic-ci-stack-for-aws/pull/78).
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export function zoneIds(region: string): readonly string[] {
  const numbers = NUMBERS[region] ?? [1, 2, 3];
  return numbers.map((number) => `${shortName(region)}-az${number}`);
}

/**
 * Regions whose zones are not 1, 2 and 3, because one of these does not exist or is closed to some services or accounts.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const NUMBERS: { readonly [region: string]: readonly number[] } = {
  // In both, az3 is the oldest zone: it is closed to new accounts or has no newer instance types.
  "ap-northeast-1": [1, 2, 4],
  "us-east-1": [1, 2, 4],
  // There is no az3.
  "ca-central-1": [1, 2, 4],
  // An account has two zones.
  "us-west-1": [1, 3],
};

/** `us-west-2` is `usw2`, `ap-northeast-1` is `apne1`. */
function shortName(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const letters = (direction.match(/north|south|east|west|central/g) ?? []).map((word) => word[0]);
  return `${area}${letters.join("")}${number}`;
}
