import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { type Addressed, addressed, blocks, type Terraform, texts } from "./terraform-json.ts";

const AUDITED = ["connectionlog", "userlog", "useractivitylog"];

/** Redshift has no public address, refuses connections without TLS, and logs who connects and what they run. */
export function checkWarehouses(stack: Terraform): Problem[] {
  return [
    ...addressed(stack, "aws_redshift_cluster").flatMap((cluster) => [
      ...checkPrivate(cluster),
      ...checkAudit(cluster, addressed(stack, "aws_redshift_logging"), "log_exports"),
    ]),
    ...addressed(stack, "aws_redshift_parameter_group").flatMap((it) => checkTls(it, "parameter", "name", "value")),
    ...addressed(stack, "aws_redshiftserverless_workgroup").flatMap((workgroup) => [
      ...checkPrivate(workgroup),
      ...checkTls(workgroup, "config_parameter", "parameter_key", "parameter_value"),
    ]),
    ...addressed(stack, "aws_redshiftserverless_namespace").flatMap((namespace) =>
      checkAudit(namespace, [namespace], "log_exports"),
    ),
  ];
}

/** Both arguments are false only if they are written. */
function checkPrivate({ address, it }: Addressed): Problem[] {
  return rule(
    it.publicly_accessible === false && it.enhanced_vpc_routing === true,
    address,
    "may have a public address, or load past the VPC",
    "set publicly_accessible to false and enhanced_vpc_routing to true",
  );
}

function checkTls({ address, it }: Addressed, parameters: string, name: string, value: string): Problem[] {
  const requires = blocks(it[parameters]).some((each) => each[name] === "require_ssl" && each[value] === "true");
  return rule(requires, address, "accepts connections without TLS", "set its parameter require_ssl to true");
}

function checkAudit({ address }: Addressed, logging: readonly Addressed[], argument: string): Problem[] {
  const logged = logging.flatMap(({ it }) => texts(it[argument]));
  return rule(
    AUDITED.every((log) => logged.includes(log)),
    address,
    "does not log who connects and what they run",
    `export ${AUDITED.join(", ")}`,
  );
}
