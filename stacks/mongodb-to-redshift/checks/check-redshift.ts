import type { Problem } from "../../../contracts/problem.ts";
import { between, rule } from "../../checks/rule.ts";
import type { ClusterSettings, RedshiftSettings, ServerlessSettings } from "../redshift-settings.ts";

/** Sizes, names and limits that Redshift takes. */
export function checkRedshift({ redshift }: { readonly redshift: RedshiftSettings }): Problem[] {
  const { database, snapshotDays } = redshift;
  return [
    ...rule(
      /^[a-z][a-z0-9_]{0,63}$/.test(database) && !RESERVED.includes(database),
      "redshift.database",
      `"${database}" can't be the name of a database`,
      "use up to 64 lower-case letters, digits and underscores, a letter first, and no reserved word",
    ),
    ...between("redshift.snapshotDays", snapshotDays, 1, 35),
    ...(redshift.kind === "serverless" ? checkServerless(redshift) : checkCluster(redshift)),
  ];
}

/** Of Redshift's own, in every warehouse. */
const RESERVED = ["padb_harvest", "template0", "template1", "sys"];

/** https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html */
function checkServerless({ baseRpus, maxRpus, dailyRpuHours }: ServerlessSettings): Problem[] {
  return [
    ...rpus("redshift.baseRpus", baseRpus),
    ...rpus("redshift.maxRpus", maxRpus),
    ...rule(maxRpus >= baseRpus, "redshift.maxRpus", `${maxRpus} is less than baseRpus`, `use ${baseRpus} or more`),
    ...between("redshift.dailyRpuHours", dailyRpuHours, 1, 100_000),
  ];
}

function rpus(where: string, value: number): Problem[] {
  return rule(
    value >= 8 && value <= 512 && value % 8 === 0,
    where,
    `${value} is not a possible number of RPUs`,
    "use 8 to 512, in steps of 8",
  );
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html#rs-ra3-node-types */
function checkCluster({ nodeType, nodes, dailyScalingMinutes }: ClusterSettings): Problem[] {
  return [
    ...rule(
      /^ra3\.(large|xlplus|4xlarge|16xlarge)$/.test(nodeType),
      "redshift.nodeType",
      `"${nodeType}" is not a node of RA3`,
      "use ra3.large, ra3.xlplus, ra3.4xlarge or ra3.16xlarge",
    ),
    ...between("redshift.nodes", nodes, nodeType === "ra3.large" || nodeType === "ra3.xlplus" ? 1 : 2, 128),
    ...between("redshift.dailyScalingMinutes", dailyScalingMinutes, 1, 1440),
  ];
}
