import { expect } from "chai";
import { strToU8, type Zippable, zipSync } from "fflate";
import { checkArchive } from "../../../review/synth-check/check-archive.ts";
import { PRIMARY, SECOND } from "../../stacks/fixtures.ts";
import { once, type Terraform } from "../../stacks/synth.ts";
import { archive, bytes, MAIN, mainStacks, STACK, STACK_JSON, synthFiles, withStack } from "./pull-request.ts";

/** The attributes of a symbolic link in a zip: its mode, in the upper half, and Unix as the maker. */
const LINK = { os: 3, attrs: (0o120777 << 16) >>> 0 };

describe("The artifact of a pull request", () => {
  const main = once(() => mainStacks());
  const honest = once(() => synthFiles());
  const check = (zip: Uint8Array) => checkArchive(zip, main());
  const asset = () => Object.keys(honest()).find((name) => name.startsWith(`stacks/${STACK}/assets/`)) as string;
  const refusals = (differs: Zippable) => check(archive(honest(), differs)).problems.map(({ problem }) => problem);
  const refused = (differs: Zippable) => {
    const { stacks, problems } = check(archive(honest(), differs));
    expect(stacks).to.deep.equal([]);
    return problems.map(({ where, problem }) => `${where} ${problem}`);
  };

  it("may be planned if it is the output of main's own code, with its assets and its allow-list", () => {
    const { stacks, unknown, problems } = check(archive(honest()));
    expect({ unknown, problems }).to.deep.equal({ unknown: [], problems: [] });
    expect(stacks.map(({ stack }) => stack)).to.have.members([...main().keys()]);
    const files = stacks.find(({ stack }) => stack === STACK)?.files;
    expect([...(files?.keys() ?? [])]).to.have.members([
      asset().replace(`stacks/${STACK}/`, ""),
      "cdk.tf.json",
      "contracts.json",
    ]);
    expect(JSON.parse(String(files?.get("cdk.tf.json")))).to.deep.equal(
      JSON.parse(Buffer.from(honest()[STACK_JSON] as Uint8Array).toString()),
    );
  });

  for (const name of [
    "stacks/staging-us-west-2/main.tf",
    "stacks/staging-us-west-2/more.tf.json",
    "stacks/staging-us-west-2/override.tf.json",
    "stacks/staging-us-west-2/cdk_override.tf.json",
    "stacks/staging-us-west-2/terraform.tfvars",
    "stacks/staging-us-west-2/it.auto.tfvars.json",
    "stacks/staging-us-west-2/.terraformrc",
    "stacks/staging-us-west-2/.terraform.lock.hcl",
    "stacks/staging-us-west-2/.terraform/terraform.tfstate",
    "stacks/staging-us-west-2/reviewed.tfplan",
    "stacks/staging-us-west-2/assets/it/0A/it.sh",
    "stacks/staging-us-west-2/assets/../../../../it/0A/it.zip",
    "stacks/../cdk.tf.json",
    "../../home/runner/.terraformrc",
    "/etc/passwd",
    "stacks\\staging-us-west-2\\cdk.tf.json",
    "stacks/staging-us-west-2/cdk.tf.json\n",
    "constructor",
    "check.json",
  ])
    it(`is refused with a file of the name ${JSON.stringify(name)}`, () => {
      expect(refused({ [name]: bytes("x") }).join()).to.include("is not a file that synth writes");
    });

  it("may list folders in addition to its files, but no file with the name of a folder", () => {
    expect(refusals({ "stacks/": new Uint8Array(), "../x/": new Uint8Array() })).to.deep.equal([]);
    expect(refusals({ "stacks/": bytes("x") }).join()).to.include("is not a file that synth writes");
  });

  it("is refused with a link instead of a file", () => {
    expect(refused({ [asset()]: [bytes("/proc/self/environ"), LINK] }).join()).to.include("is not a zip of one bundle");
    expect(refused({ [STACK_JSON]: [bytes("/proc/self/environ"), LINK] }).join()).to.include("is not one JSON object");
    expect(refused({ "stacks/staging-us-west-2/it": [bytes("/"), LINK] }).join()).to.include(
      "is not a file that synth",
    );
  });

  it("is refused with an asset that has more than a bundle", () => {
    const fat = zipSync({ "index.mjs": strToU8("1"), ".terraformrc": strToU8("2") });
    for (const it of [fat, bytes("x"), zipSync({ "../index.mjs": strToU8("1") }), zipSync({})])
      expect(refused({ [asset()]: it }).join()).to.include("is not a zip of one bundle");
  });

  it("is refused if it is not a zip, is too large or has a file twice", () => {
    const [small, large] = ["is not a zip", "is too large"];
    const problemOf = (zip: Uint8Array) =>
      check(zip)
        .problems.map(({ problem }) => problem)
        .join();
    expect(problemOf(bytes("PK"))).to.equal(small);
    expect(problemOf(zipSync({}))).to.equal("has no stack");
    const bomb = Buffer.from(zipSync({ [STACK_JSON]: bytes("{}") }));
    bomb.writeUInt32LE(200_000_001, bomb.indexOf("PK\u0001\u0002") + 24); // its size once unpacked, as the directory says
    expect(problemOf(bomb)).to.equal(large);
    const many = Array.from({ length: 1_001 }, (_, at) => [`stacks/it-${at}/cdk.tf.json`, bytes("{}")]);
    expect(problemOf(zipSync(Object.fromEntries(many)))).to.equal(large);
    const [one, other] = [STACK_JSON, STACK_JSON.replace("s", "S")];
    const twice = Buffer.from(zipSync({ [one]: bytes("{}"), [other]: bytes("{}") }));
    for (let at = twice.indexOf(other); at >= 0; at = twice.indexOf(other)) twice.write(one, at);
    expect(problemOf(twice)).to.equal("has a file twice");
  });

  it("is written again, so that Terraform reads no second block of a repeated name", () => {
    const text = Buffer.from(honest()[STACK_JSON] as Uint8Array).toString();
    const twice = text.replace("{", '{"data":{"external":{"it":{"program":["sh"]}}},"data":{},');
    const { stacks, problems } = check(archive(honest(), { [STACK_JSON]: bytes(twice) }));
    expect(problems).to.deep.equal([]);
    const written = stacks.find(({ stack }) => stack === STACK)?.files.get("cdk.tf.json");
    expect(String(written)).not.to.include("external");
  });

  it("is refused with anything in a stack that is not plain, with the name of the stack", () => {
    const { problems } = check(withStack(honest(), (stack) => ({ ...stack, data: { external: { it: {} } } })));
    expect(problems.map(({ where }) => where)).to.deep.equal([`${STACK}: data.external.it`]);
  });

  it("is refused without contracts, with invalid ones, or with different ones", () => {
    const [one, two] = [`stacks/${STACK}/contracts.json`, "stacks/production-us-east-1/contracts.json"];
    for (const none of [
      "[]",
      '{"tickets":{"state":1}}',
      '{"legion":null}',
      '{"legion":{"engine":"mysql","tables":{"a":1}}}',
    ])
      expect(refused({ [one]: bytes(none) }).join(), none).to.include("has no contracts");
    const wrong = '{"legion":{"engine":"mongodb","collections":{"tickets":{"state":1}}}}';
    expect(refused({ [one]: bytes(wrong) }).join()).to.include("not a field of a contract");
    const { [two]: _, ...without } = honest();
    expect(check(archive(without)).problems.map(({ problem }) => problem)).to.include("has no contracts");
    const other = '{"legion":{"engine":"mongodb","collections":{"tickets":{"state":true}}}}';
    expect(refused({ [two]: bytes(other) }).join()).to.include("has stacks with different contracts");
  });

  it("may have a stack that main does not have, which is named and not planned", () => {
    const { stacks, unknown, problems } = check(archive(honest(), { "stacks/it-eu-west-3/cdk.tf.json": bytes("x") }));
    expect(problems).to.deep.equal([]);
    expect(unknown).to.deep.equal(["it-eu-west-3"]);
    expect(stacks).to.have.length(MAIN.length);
  });

  it("is refused while main itself keeps a state on the runner's disk", () => {
    const local = new Map<string, Terraform>(mainStacks([PRIMARY, SECOND]));
    const { problems } = checkArchive(archive(synthFiles([PRIMARY, SECOND])), local);
    expect(problems.map(({ where }) => where)).to.have.members(
      [...local.keys()].map((stack) => `${stack}: terraform.backend`),
    );
  });

  it("can't give the runner a command through its names in the log", () => {
    const hostile = "x\n::set-output name=stacks::[]\r##[set-output name=stacks][]";
    const { problems } = check(withStack(honest(), (stack) => ({ ...stack, [hostile]: {} })));
    expect(problems).to.have.length(1);
    expect(problems[0]?.where).to.match(/^staging-us-west-2: stack\.x/);
    for (const { where, problem } of problems) expect(where + problem).not.to.match(/::|##|[^\x20-\x7e]/);
  });

  it("gets at most fifty problems", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`module${at}`, {}]));
    expect(check(withStack(honest(), (stack) => ({ ...stack, ...many }))).problems).to.have.length(50);
  });
});
