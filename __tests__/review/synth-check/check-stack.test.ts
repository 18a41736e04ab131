// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's.
import { expect } from "chai";
import { checkStack } from "../../../review/synth-check/check-stack.ts";
import { once, type Resource, synthShipped, type Terraform } from "../../stacks/synth.ts";
import { mainStacks, STACK } from "./pull-request.ts";

const ASSETS = /assets\/[\w/-]+\.zip/g;
const LOCAL = { local: { path: "x" } };

describe("A stack that a pull request synthesised", () => {
  const main = once(() => mainStacks().get(STACK) as Terraform);
  const assets = () => new Set(JSON.stringify(main()).match(ASSETS));
  const problemsOf = (json: unknown, of = main()) => checkStack(json, of, assets());
  const places = (json: unknown, of?: Terraform) => problemsOf(json, of).map(({ where }) => where);
  const changed = (more: Resource) => places({ ...main(), ...more });
  const resource = (type: string, it: unknown) => changed({ resource: { ...main().resource, [type]: { it } } });
  const terraform = (more: Resource) => changed({ terraform: { ...main().terraform, ...more } });
  const provider = (more: Resource) => changed({ provider: { aws: [{ ...main().provider.aws[0], ...more }] } });

  it("may be planned if it is what main has", () => expect(problemsOf(main())).to.deep.equal([]));

  it("may be planned if it is a stack of this repository", () => {
    const shipped = synthShipped();
    for (const [name, stack] of shipped)
      expect(checkStack(stack, stack, new Set(JSON.stringify(stack).match(ASSETS))), name).to.deep.equal([]);
  });

  it("may be planned with more resources, outputs, moved addresses and forgotten resources", () => {
    expect(resource("aws_sns_topic", { name: "new", lifecycle: { prevent_destroy: true } })).to.deep.equal([]);
    const more = {
      output: { name: { value: "${aws_sns_topic.it.arn}", description: "a topic" } },
      moved: [{ from: "aws_sns_topic.old", to: "aws_sns_topic.new" }],
      removed: [{ from: "aws_sns_topic.gone", lifecycle: { destroy: false } }],
    };
    expect(changed(more)).to.deep.equal([]);
  });

  it("may be planned with another tag, or in a second region of the same account", () => {
    expect(provider({ default_tags: [{ tags: { team: "data" } }] })).to.deep.equal([]);
    expect(provider({ alias: "us-east-2", region: "us-east-2" })).to.deep.equal([]);
  });

  const attacks: readonly (readonly [what: string, where: string, places: () => string[]])[] = [
    ["a state elsewhere", "terraform.backend", () => terraform({ backend: { s3: { bucket: "theirs" } } })],
    ["a state in a file", "terraform.backend", () => terraform({ backend: LOCAL })],
    ["a cloud in place of the state", "terraform.cloud", () => terraform({ cloud: { organization: "theirs" } })],
    ["another version of Terraform", "terraform.required_version", () => terraform({ required_version: ">= 0.1" })],
    ["metadata for a provider", "terraform.provider_meta", () => terraform({ provider_meta: { aws: {} } })],
    ["no settings of Terraform", "terraform.backend", () => changed({ terraform: undefined })],
    [
      "another provider",
      "terraform.required_providers",
      () => terraform({ required_providers: { external: { source: "hashicorp/external", version: "2.3.5" } } }),
    ],
    [
      "somebody else's provider under the name of aws",
      "terraform.required_providers",
      () => terraform({ required_providers: { aws: { source: "theirs/aws", version: "6.25.0" } } }),
    ],
    [
      "another version of the provider",
      "terraform.required_providers",
      () => terraform({ required_providers: { aws: { source: "aws", version: "6.0.0" } } }),
    ],
    ["another provider's settings", "provider", () => changed({ provider: { ...main().provider, external: [{}] } })],
    ["no provider", "provider", () => changed({ provider: {} })],
    ["another account", "provider.aws.allowed_account_ids", () => provider({ allowed_account_ids: ["999999999999"] })],
    ["any account", "provider.aws.allowed_account_ids", () => provider({ allowed_account_ids: undefined })],
    ["another endpoint", "provider.aws.endpoints", () => provider({ endpoints: [{ sts: "https://example.com" }] })],
    ["another role", "provider.aws.assume_role", () => provider({ assume_role: [{ role_arn: "arn" }] })],
    [
      "credentials from a file",
      "provider.aws.shared_credentials_files",
      () => provider({ shared_credentials_files: [] }),
    ],
    ["a region that is a host", "provider.aws.region", () => provider({ region: "x.example.com/" })],
    ["a module", "stack.module", () => changed({ module: { it: { source: "./it" } } })],
    ["a variable", "stack.variable", () => changed({ variable: { it: {} } })],
    ["locals", "stack.locals", () => changed({ locals: { it: 1 } })],
    ["a check, which may hold a data source", "stack.check", () => changed({ check: { it: {} } })],
    [
      "an ephemeral resource, read as it plans",
      "stack.ephemeral",
      () => changed({ ephemeral: { aws_ssm_parameter: {} } }),
    ],
    ["an import, which reads what exists", "stack.import", () => changed({ import: [{ to: "aws_x.it", id: "it" }] })],
    ["an action", "stack.action", () => changed({ action: { aws_lambda_invoke: {} } })],
    [
      "data that runs a program",
      "data.external.it",
      () => changed({ data: { external: { it: { program: ["sh"] } } } }),
    ],
    ["data of AWS", "data.aws_ssm_parameter.it", () => changed({ data: { aws_ssm_parameter: { it: { name: "x" } } } })],
    ["data in a list", "data.", () => changed({ data: [{ external: { it: {} } }] })],
    [
      "data named as a part of JavaScript",
      "data.constructor.name",
      () => changed({ data: { constructor: { name: "" } } }),
    ],
    ["a resource of another provider", "resource.null_resource.it", () => resource("null_resource", {})],
    ["a resource of Terraform itself", "resource.terraform_data.it", () => resource("terraform_data", {})],
    ["resources in a list", "resource.", () => changed({ resource: [{ aws_sns_topic: { it: {} } }] })],
    ["a type's resources in a list", "resource.aws_sns_topic", () => changed({ resource: { aws_sns_topic: [] } })],
    ["a resource in a list", "resource.aws_sns_topic.it", () => resource("aws_sns_topic", [{}])],
    [
      "a command to run",
      "resource.aws_sns_topic.it.provisioner",
      () => resource("aws_sns_topic", { provisioner: [{ "local-exec": { command: "env" } }] }),
    ],
    [
      "a connection",
      "resource.aws_sns_topic.it.connection",
      () => resource("aws_sns_topic", { connection: { host: "example.com" } }),
    ],
    ["many of one", "resource.aws_sns_topic.it.count", () => resource("aws_sns_topic", { count: 2 })],
    ["one for each", "resource.aws_sns_topic.it.for_each", () => resource("aws_sns_topic", { for_each: {} })],
    ["dynamic blocks", "resource.aws_sns_topic.it.dynamic", () => resource("aws_sns_topic", { dynamic: {} })],
    [
      "a provider of a resource's own",
      "resource.aws_sns_topic.it.provider",
      () => resource("aws_sns_topic", { provider: "x" }),
    ],
    [
      "a condition",
      "resource.aws_sns_topic.it.lifecycle.precondition",
      () => resource("aws_sns_topic", { lifecycle: { precondition: [] } }),
    ],
    [
      "lifecycles in a list",
      "resource.aws_sns_topic.it.lifecycle",
      () => resource("aws_sns_topic", { lifecycle: [{}] }),
    ],
    [
      "a file of the runner to upload",
      "resource.aws_s3_object.it.source",
      () => resource("aws_s3_object", { source: "/proc/self/environ" }),
    ],
    [
      "a file of the runner as code",
      "resource.aws_lambda_function.it.filename",
      () => resource("aws_lambda_function", { filename: "/home/runner/.aws/credentials" }),
    ],
    [
      "a function that reads a file",
      "stack.resource.aws_sns_topic.it.name",
      () => resource("aws_sns_topic", { name: '${file("/proc/self/environ")}' }),
    ],
    [
      "a function that reads a file, in a name",
      "stack.resource.aws_sns_topic.it.tags",
      () => resource("aws_sns_topic", { tags: { '${file("/proc/self/environ")}': "" } }),
    ],
    [
      "a function that reads a file, in a tag of everything",
      "stack.provider.aws.0.default_tags.0.tags.it",
      () => provider({ default_tags: [{ tags: { it: '${file("/etc/passwd")}' } }] }),
    ],
    [
      "an output that reads a file",
      "stack.output.it.value",
      () => changed({ output: { it: { value: '${file("x")}' } } }),
    ],
    ["an output with a condition", "output.it.precondition", () => changed({ output: { it: { precondition: {} } } })],
    ["outputs in a list", "output", () => changed({ output: [{}] })],
    ["something removed that is destroyed", "removed", () => changed({ removed: [{ from: "aws_x.it" }] })],
    [
      "something removed that runs a command",
      "removed",
      () =>
        changed({
          removed: [{ from: "aws_x.it", lifecycle: { destroy: false }, provisioner: [{ "local-exec": {} }] }],
        }),
    ],
    ["something removed, not in a list", "removed", () => changed({ removed: { from: "aws_x.it" } })],
    ["a move that is more than one", "moved", () => changed({ moved: [{ from: "aws_x.it", to: "module.x", x: 1 }] })],
  ];
  for (const [what, where, found] of attacks)
    it(`is refused with ${what}`, () => {
      expect(found()).to.include(where);
    });

  it("is refused if it is not an object", () => {
    for (const json of [undefined, null, "", [], 1]) expect(places(json)).to.deep.equal(["cdk.tf.json"]);
  });

  it("may have the data sources that main has, as main has them", () => {
    const data = { aws_region: { here: {} } };
    const of = { ...main(), data };
    expect(places({ ...main(), data }, of)).to.deep.equal([]);
    expect(places({ ...main(), data: { aws_region: { here: { name: "x" } } } }, of)).to.deep.equal([
      "data.aws_region.here",
    ]);
    expect(places({ ...main(), data: { aws_region: { there: {} } } }, of)).to.deep.equal(["data.aws_region.there"]);
  });

  it("gets all problems at once, each with place and remedy", () => {
    const problems = problemsOf({ ...main(), module: {}, data: { external: { it: {} } } });
    expect(problems.map(({ where }) => where)).to.deep.equal(["stack.module", "data.external.it"]);
    for (const { remedy } of problems) expect(remedy).to.match(/\S/);
  });
});
