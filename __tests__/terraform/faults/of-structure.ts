import { PRIMARY, SECOND } from "../../stacks/fixtures.ts";
import { argumentsOf, type Draft, expression, type Fault, idOf, reference } from "./fault.ts";

/** Mistakes that Terraform's core finds. */
export const FAULTS_OF_STRUCTURE: readonly Fault[] = [
  valid("an argument that does not exist", "retention_seconds", (draft) => {
    queue(draft).retention_seconds = 60;
  }),
  valid("an argument that does not exist, in a block", "filter_perfix", (draft) => {
    const [call] = trigger(draft).lambda_function as Record<string, unknown>[];
    (call as Record<string, unknown>).filter_perfix = "x/";
  }),
  valid("an argument that only AWS can set", 'Only AWS can set "arn"', (draft) => {
    queue(draft).arn = "arn:aws:sqs:us-west-2:111122223333:mine";
  }),
  valid("a type of resource that does not exist", "aws_sqs_que", (draft) => {
    draft.resource.aws_sqs_que = { failures: { name: "failures" } };
  }),
  valid("a text instead of a number", "a number is required", (draft) => {
    cleaner(draft).timeout = "fifteen minutes";
  }),
  valid("one value instead of a set", "set of string required", (draft) => {
    argumentsOf(draft, "aws_dms_replication_subnet_group", "").subnet_ids = "subnet-0a11111111111111a";
  }),
  valid("an argument that is missing", 'The argument "replication_task_id" is required', (draft) => {
    delete task(draft).replication_task_id;
  }),
  valid("a block that is missing", "Insufficient rule blocks", (draft) => {
    delete argumentsOf(draft, "aws_s3_bucket_ownership_controls", "raw-bucket_").rule;
  }),
  valid("a block too many", "Too many environment blocks", (draft) => {
    cleaner(draft).environment = [{ variables: {} }, { variables: {} }];
  }),
  valid("a reference to a resource that does not exist", "Reference to undeclared resource", (draft) => {
    trigger(draft).bucket = expression("aws_s3_bucket.gone.id");
  }),
  valid(
    "a reference to an attribute that does not exist",
    "no argument, nested block, or exported attribute",
    (draft) => {
      trigger(draft).bucket = reference(draft, "aws_s3_bucket", "raw-bucket_", "identity");
    },
  ),
  valid("a dependency on a resource that does not exist", "Reference to undeclared resource", (draft) => {
    task(draft).depends_on = ["aws_sqs_queue.gone"];
  }),
  valid("two resources that wait for each other", "Cycle", (draft) => {
    queue(draft).depends_on = [`aws_lambda_function.${idOf(draft, "aws_lambda_function", "cleaner_")}`];
    cleaner(draft).depends_on = [`aws_sqs_queue.${idOf(draft, "aws_sqs_queue", "failures_")}`];
  }),
  valid(
    "a provider's alias that is missing",
    "Provider configuration not present",
    (draft) => {
      draft.provider.aws.splice(1);
    },
    PRIMARY,
  ),
  valid("an argument of the provider that does not exist", "reigon", (draft) => {
    (draft.provider.aws[0] as Record<string, unknown>).reigon = "us-west-2";
  }),
  valid("a function that does not exist", "Call to unknown function", (draft) => {
    cleaner(draft).source_code_hash = expression('filebase65sha256("x")');
  }),
  valid("a function with too many arguments", "Too many function arguments", (draft) => {
    cleaner(draft).source_code_hash = expression('filebase64sha256("x", "y")');
  }),
  valid("an expression that does not end", "An attribute name is required after a dot", (draft) => {
    cleaner(draft).role = `\${aws_iam_role.`;
  }),
  valid("a missing file of the bundle", "no such file or directory", (draft) => {
    cleaner(draft).source_code_hash = expression('filebase64sha256("assets/gone.zip")');
  }),
  valid("an id that Terraform can't read", "Invalid resource name", (draft) => {
    draft.resource.aws_sns_topic = { "two words": { name: "x" } };
  }),
  valid("a misspelt lifecycle", "prevent_destory", (draft) => {
    queue(draft).lifecycle = { prevent_destory: true };
  }),
  valid("an output of nothing", "Reference to undeclared resource", (draft) => {
    draft.output.raw_bucket = { value: expression("aws_s3_bucket.gone.id") };
  }),
  valid("a Terraform that is older than the stack requires", "Unsupported Terraform Core version", (draft) => {
    draft.terraform.required_version = ">= 99.0";
  }),
];

function valid(mistake: string, says: string, make: Fault["make"], environment = SECOND): Fault {
  return { mistake, in: environment, make, caughtBy: "terraform validate", says };
}

const queue = (draft: Draft) => argumentsOf(draft, "aws_sqs_queue", "failures_");
const cleaner = (draft: Draft) => argumentsOf(draft, "aws_lambda_function", "cleaner_");
const task = (draft: Draft) => argumentsOf(draft, "aws_dms_replication_task", "replication_");
const trigger = (draft: Draft) => argumentsOf(draft, "aws_s3_bucket_notification", "cleaner-trigger_");
