import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { isIamAction, isKnownService } from "./iam-actions.ts";
import { allAddressed, blocks, type Resource, type Terraform, text, texts } from "./terraform-json.ts";

/** Rights that AWS gives on everything or not at all, each with the reason why it is needed. */
const ON_EVERYTHING: Readonly<Record<string, string>> = {};

/** Every right is one that exists, on something that is named. What is denied may be wide. */
export function checkIam(stack: Terraform): Problem[] {
  return allAddressed(stack).flatMap(({ address, it }) => [
    ...checkManaged(address, it),
    ...POLICIES.flatMap((argument) => {
      const statements = statementsIn(it[argument]);
      if (statements === undefined) return rule(false, address, `its ${argument} can't be read here`, "write it out");
      return statements.flatMap((statement) => {
        const where = `${address}, ${text(statement.Sid) || "statement without Sid"}`;
        return statement.Effect === "Deny" ? [] : checkAllowed(where, ofItself(address, statement));
      });
    }),
  ]);
}

/** In a key's own policy "*" is the key. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
function ofItself(address: string, statement: Resource): Resource {
  return address.startsWith("aws_kms_key.") && texts(statement.Resource).every((on) => on === "*")
    ? { ...statement, Resource: address }
    : statement;
}

/** What AWS has written for one of its services; `AdministratorAccess` is none of these. */
const FOR_SERVICES = /^arn:aws:iam::aws:policy\/service-role\//;

function checkManaged(address: string, { policy_arn, managed_policy_arns, inline_policy }: Resource): Problem[] {
  const arns = [...texts(policy_arn), ...texts(managed_policy_arns)];
  return rule(
    arns.every((arn) => FOR_SERVICES.test(arn)) && blocks(inline_policy).length === 0,
    address,
    "has rights that are not looked at",
    "write them into an aws_iam_role_policy",
  );
}

function checkAllowed(where: string, statement: Resource): Problem[] {
  const { Action, NotAction, Resource: on, NotResource, NotPrincipal } = statement;
  return [
    ...texts(Action).flatMap((action) => checkAction(where, action)),
    ...rule(
      NotAction === undefined && NotResource === undefined && NotPrincipal === undefined,
      where,
      "allows all but something",
      "name what it allows",
    ),
    ...texts(on).flatMap((resource) => checkResource(where, resource, texts(Action))),
    ...rule(
      !isAnybody(statement.Principal) || isOfOneAccount(statement),
      where,
      "allows it to anybody",
      "name who may",
    ),
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

/** What one resource has inside itself, and what may be named by a star: all objects, streams or executions of it. */
const INSIDE =
  /^(arn:aws:s3:::[^*?/]+\/[^*?]*|arn:aws:logs:[^*?]*:log-group:[^*?:]+:|arn:aws:states:[^*?]*:execution:[^*?:]+:|\$\{aws_cloudwatch_log_group\.[^*?]+\}:)\*$/;

/** A star may end what is inside one bucket, one log group or one state machine; it may not stand for the thing itself. */
function checkResource(where: string, resource: string, actions: readonly string[]): Problem[] {
  const excused = resource === "*" && actions.every((action) => Object.hasOwn(ON_EVERYTHING, action));
  return rule(
    excused || !/[*?]/.test(resource) || INSIDE.test(resource),
    where,
    `allows ${actions.join(", ")} on ${resource}`,
    "name the resource, or list the action in ON_EVERYTHING with the reason",
  );
}

/** Of a role, a bucket, a queue, a key, a topic. */
const POLICIES = ["policy", "assume_role_policy"];

/** Undefined where the policy is no text of ours: what is made elsewhere has not been looked at. */
function statementsIn(policy: unknown): Resource[] | undefined {
  if (policy === undefined || policy === null) return [];
  if (typeof policy !== "string" || !policy.trimStart().startsWith("{")) return undefined;
  return blocks((JSON.parse(policy) as { Statement?: unknown }).Statement);
}

/** A star anywhere in a principal, whichever kind of principal and however many there are. */
function isAnybody(principal: unknown): boolean {
  if (typeof principal !== "object" || principal === null) return text(principal).includes("*");
  return Object.values(principal)
    .flatMap(texts)
    .some((who) => who.includes("*"));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const WHO = /^aws:(sourcearn|sourceaccount|principalarn|principalaccount)$/i;

/** Whether a condition names who it is; any other, such as TLS, everybody can meet. */
function isOfOneAccount({ Condition }: Resource): boolean {
  return Object.entries((Condition ?? {}) as Resource).some(
    ([operator, keys]) =>
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      Object.entries((keys ?? {}) as Resource).some(
        ([key, values]) => WHO.test(key) && texts(values).every((value) => !value.includes("*")),
      ),
  );
}
