import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { isIamAction, isKnownService } from "./iam-actions.ts";
import { allAddressed, blocks, type Resource, type Terraform, text, texts } from "./terraform-json.ts";

/** Rights that AWS gives on everything or not at all, each with the reason why it is needed. */
const ON_EVERYTHING: Readonly<Record<string, string>> = {};

/** Every right is one that exists, on something that is named. What is denied may be wide. */
export function checkIam(stack: Terraform): Problem[] {
  return allAddressed(stack).flatMap(({ address, it }) =>
    statementsOf(it).flatMap((statement) => {
      const where = `${address}, ${text(statement.Sid) || "statement without Sid"}`;
      return statement.Effect === "Deny" ? [] : checkAllowed(where, statement);
    }),
  );
}

function checkAllowed(where: string, statement: Resource): Problem[] {
  const { Action, NotAction, Resource: on, NotResource, Principal } = statement;
  return [
    ...texts(Action).flatMap((action) => checkAction(where, action)),
    ...rule(
      NotAction === undefined && NotResource === undefined,
      where,
      "allows all but something",
      "name what it allows",
    ),
    ...texts(on).flatMap((resource) => checkResource(where, resource, texts(Action))),
    ...rule(!isAnybody(Principal) || statement.Condition !== undefined, where, "allows it to anybody", "name who may"),
  ];
}

function checkAction(where: string, action: string): Problem[] {
  if (action.includes("*")) return rule(false, where, `allows ${action}`, "name each action");
  if (!isKnownService(action)) {
    return rule(
      false,
      where,
      `${action} is of a service that is not looked up`,
      "add it to SERVICES in iam-actions.ts",
    );
  }
  return rule(isIamAction(action), where, `there is no action ${action}`, "correct its name");
}

/** A star may end what is inside one bucket, one log group or one state machine; it may not stand for the thing itself. */
function checkResource(where: string, resource: string, actions: readonly string[]): Problem[] {
  const named = resource.replace(/(?<=^arn:aws:s3:::[^*/]+\/[^*]*)\*$/, "").replace(/(?<=\}|[a-zA-Z0-9_-]):\*$/, "");
  const excused = resource === "*" && actions.every((action) => Object.hasOwn(ON_EVERYTHING, action));
  return rule(
    excused || !named.includes("*"),
    where,
    `allows ${actions.join(", ")} on ${resource}`,
    "name the resource, or list the action in ON_EVERYTHING with the reason",
  );
}

/** The statements of every policy that a resource carries: of a role, a bucket, a queue, a key, a topic. */
function statementsOf(it: Resource): Resource[] {
  return [it.policy, it.assume_role_policy]
    .filter((policy) => typeof policy === "string" && policy.startsWith("{"))
    .flatMap((policy) => blocks((JSON.parse(String(policy)) as { Statement?: unknown }).Statement));
}

function isAnybody(principal: unknown): boolean {
  return principal === "*" || (typeof principal === "object" && (principal as Resource | null)?.AWS === "*");
}
