import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { isIamAction, isKnownService } from "./iam-actions.ts";
import { allAddressed, blocks, type Resource, statementsIn, type Terraform, text, texts } from "./terraform-json.ts";

/** Actions that AWS supports only on `*`, each with the reason why it is needed. */
const ON_EVERYTHING: Readonly<Record<string, string>> = {
  "ec2:DescribeNetworkInterfaces": "Lambda lists the interfaces of a function in a VPC",
  "ec2:DescribeSubnets": "Lambda looks at the subnets of a function in a VPC",
  "batch:DescribeJobs": "Step Functions looks whether its jobs have ended",
  "ecr:GetAuthorizationToken": "AWS Batch logs in to pull an image",
  ...Object.fromEntries(
    ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map((action) => [
      `ssmmessages:${action}`,
      "Session Manager reaches a machine by channels that the machine opens",
    ]),
  ),
  "redshift-data:DescribeStatement": "a job looks whether its statement has ended; only its own session may ask",
  "redshift-data:GetStatementResult": "a job reads the ledger; only its own session may ask",
  "redshift-data:CancelStatement": "a job that ends early ends its statement; only its own session may",
};

/** Actions on what has no name before it exists, on everything of one account and region, each with the reason. */
const ON_NEW_THINGS: Readonly<Record<string, string>> = {
  "ec2:CreateNetworkInterface": "Lambda makes the interfaces of a function in a VPC",
  "ec2:DeleteNetworkInterface": "Lambda deletes them; AWS asks for this resource",
  "batch:TerminateJob":
    "Step Functions ends its jobs when an execution is stopped; a job gets its id when it is submitted",
  "ssm:UpdateInstanceInformation": "a machine says that it is there; its id is known only then",
  "redshift-serverless:CreateSnapshot": "a daily snapshot gets its id when it is made",
};

const OF_ACCOUNT =
  /^arn:aws:(ec2:[a-z0-9-]+:\d{12}:(\*|instance)\/|batch:[a-z0-9-]+:\d{12}:job\/|redshift-serverless:[a-z0-9-]+:\d{12}:snapshot\/)\*$/;

/** Every action that is allowed exists and is allowed on a named resource. A denial may be wide. */
export function checkIam(stack: Terraform): Problem[] {
  return allAddressed(stack).flatMap(({ address, it }) => [
    ...checkManaged(address, it),
    ...POLICIES.flatMap((argument) => {
      const statements = statementsIn(it[argument]);
      if (statements === undefined)
        return rule(
          false,
          address,
          `its ${argument} is not written out in the stack`,
          "write it as JSON, with policyDocument()",
        );
      return statements.flatMap((statement) => {
        const where = `${address}, ${text(statement.Sid) || "statement without Sid"}`;
        return statement.Effect === "Deny" ? [] : checkAllowed(where, resolveKey(address, statement));
      });
    }),
  ]);
}

/** In a key's policy "*" means the key. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
function resolveKey(address: string, statement: Resource): Resource {
  return address.startsWith("aws_kms_key.") && texts(statement.Resource).every((on) => on === "*")
    ? { ...statement, Resource: address }
    : statement;
}

/** AWS's managed policies for single services. `AdministratorAccess` is not one of them. */
const FOR_SERVICES = /^arn:aws:iam::aws:policy\/service-role\//;

function checkManaged(address: string, { policy_arn, managed_policy_arns, inline_policy }: Resource): Problem[] {
  const arns = [...texts(policy_arn), ...texts(managed_policy_arns)];
  return rule(
    arns.every((arn) => FOR_SERVICES.test(arn)) && blocks(inline_policy).length === 0,
    address,
    "has a managed or inline policy, which is not checked",
    "write its rights into an aws_iam_role_policy",
  );
}

function checkAllowed(where: string, statement: Resource): Problem[] {
  const { Action, NotAction, Resource: on, NotResource, NotPrincipal } = statement;
  return [
    ...texts(Action).flatMap((action) => checkAction(where, action)),
    ...rule(
      NotAction === undefined && NotResource === undefined && NotPrincipal === undefined,
      where,
      "allows all but what it names",
      "name what it allows",
    ),
    ...texts(on).flatMap((resource) => checkResource(where, resource, texts(Action))),
    ...rule(
      !isAnybody(statement.Principal) || isOfOneAccount(statement),
      where,
      "allows it to everybody",
      "name the principal, or add a condition that does",
    ),
  ];
}

function checkAction(where: string, action: string): Problem[] {
  if (action.includes("*")) return rule(false, where, `allows ${action}`, "name each action");
  if (!isKnownService(action)) {
    return rule(
      false,
      where,
      `actions of the service of ${action} are not checked yet`,
      "add it to SERVICES in iam-actions.ts",
    );
  }
  return rule(isIamAction(action), where, `the action ${action} does not exist`, "correct its name");
}

/** What may end with a star: objects of one bucket, streams of one log group, executions of one state machine or of its map, versions of one function, revisions of one job definition, tables of one database. */
const INSIDE =
  /^(arn:aws:s3:::[^*?/]+\/[^*?]*|arn:aws:batch:[^*?]*:job-definition\/[^*?:]+:|arn:aws:logs:[^*?]*:log-group:[^*?:]+:|arn:aws:states:[^*?]*:execution:[^*?:]+[:/]|arn:aws:glue:[^*?]*:table\/[^*?/]+\/|\$\{aws_(cloudwatch_log_group|lambda_function)\.[^*?]+\}:)\*$/;

function checkResource(where: string, resource: string, actions: readonly string[]): Problem[] {
  const isOneOf = (known: object) => actions.every((action) => Object.hasOwn(known, action));
  const excused = (resource === "*" && isOneOf(ON_EVERYTHING)) || (OF_ACCOUNT.test(resource) && isOneOf(ON_NEW_THINGS));
  return rule(
    excused || !/[*?]/.test(resource) || INSIDE.test(resource),
    where,
    `allows ${actions.join(", ")} on ${resource}`,
    "name the resource, or list the action in ON_EVERYTHING with the reason",
  );
}

/** Arguments that hold a policy: of a role, a bucket, a queue, a key, a topic. */
const POLICIES = ["policy", "assume_role_policy"];

/** Whether a principal of any kind has a star in it. */
function isAnybody(principal: unknown): boolean {
  if (typeof principal !== "object" || principal === null) return text(principal).includes("*");
  return Object.values(principal)
    .flatMap(texts)
    .some((who) => who.includes("*"));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const CALLER_KEYS = /^aws:(sourcearn|sourceaccount|principalarn|principalaccount)$/i;

/** Whether a condition names the caller. Other conditions, such as TLS, can be met by everybody. */
function isOfOneAccount({ Condition }: Resource): boolean {
  return Object.entries((Condition ?? {}) as Resource).some(
    ([operator, keys]) =>
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      Object.entries((keys ?? {}) as Resource).some(
        ([key, values]) => CALLER_KEYS.test(key) && texts(values).every((value) => !value.includes("*")),
      ),
  );
}
