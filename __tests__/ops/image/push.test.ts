import { existsSync, readdirSync } from "node:fs";
import { expect } from "chai";
import type { Session } from "../../../ops/session.ts";
import { imageTag } from "../../../stacks/mongodb-to-redshift/image-tag.ts";
import { production, SOURCES } from "../../stacks/mongodb-to-redshift/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";

const STACK = "production-us-west-2-mongodb-to-redshift";
const REGISTRY = "111122223333.dkr.ecr.us-west-2.amazonaws.com";
const NAME = "clearwell-production-us-west-2-redshift";

interface Call {
  readonly command: string;
  readonly args: readonly string[];
  readonly input: string | undefined;
}

describe("npm run ops image push", () => {
  let aws: FakeAws;
  /** `<repository>:<tag>` */
  let images: Set<string>;
  let calls: Call[];
  let contexts: Map<string, readonly string[]>;
  let installed: string[];
  let failing: string | undefined;
  beforeEach(async () => {
    aws = await startFakeAws();
    images = new Set();
    calls = [];
    contexts = new Map();
    installed = ["docker", "podman", "buildah"];
    failing = undefined;
    aws.on("DescribeImages", ({ input }) => {
      const image = `${input.repositoryName}:${input.imageIds[0].imageTag}`;
      if (!images.has(image)) throw new AwsFault("ImageNotFoundException", "no such image");
      return { imageDigest: "", imageDetails: [{ imageDigest: `sha256:of-${image}` }] };
    });
    aws.on("GetAuthorizationToken", () => ({
      authorizationData: [{ authorizationToken: Buffer.from("AWS:passw0rd").toString("base64") }],
    }));
  });
  afterEach(() => aws.close());

  const program: Session["program"] = (command, args, input) => {
    if (!installed.includes(command)) return Promise.resolve({ status: 127, output: "" });
    calls.push({ command, args, input });
    if (failing !== undefined && args.includes(failing)) return Promise.resolve({ status: 1, output: "no space left" });
    const folder = args.at(-1) ?? "";
    if (args.includes("build") || args.includes("bud")) contexts.set(folder.split("/").at(-1) ?? "", filesIn(folder));
    if (args.includes("push")) images.add(folder.replace(`${REGISTRY}/`, ""));
    return Promise.resolve({ status: 0, output: "" });
  };
  const push = (...args: string[]) =>
    operate(["image", "push", ...args], aws.endpoint, {
      ...{ environments: [], literals: [production()], sources: SOURCES, program },
    });
  const refs = () => ["extract", "process"].map((each) => `${REGISTRY}/${NAME}-${each}:${imageTag(each as "extract")}`);

  it("builds both images from what belongs in them only, pushes them under their hashes, and prints the digests", async () => {
    const { code, out } = await push(STACK);
    expect(code).to.equal(0);
    expect(calls.filter(({ args }) => args.includes("push")).map(({ args }) => args.at(-1))).to.deep.equal(refs());
    for (const ref of refs()) expect(out).to.include(ref);
    expect(out).to.include(`sha256:of-${NAME}-process:${imageTag("process")}`);
    expect(contexts.get("extract")).to.have.members(["Containerfile", "index.mjs"]);
    expect(contexts.get("process")).to.have.members(["Containerfile", "index.mjs", "node_modules"]);
  });

  it("gives the password on standard input, keeps it in a folder of its own, and removes that", async () => {
    await push(STACK);
    const [login] = calls.filter(({ args }) => args.includes("login"));
    expect(login?.input).to.equal("passw0rd");
    expect(JSON.stringify(calls.map(({ args }) => args))).not.to.include("passw0rd");
    const folder = login?.args[1] ?? "";
    expect(login?.args.slice(0, 1)).to.deep.equal(["--config"]);
    expect(existsSync(folder)).to.equal(false);
  });

  for (const builder of ["podman", "buildah"])
    it(`builds with ${builder} if there is no docker before it`, async () => {
      installed = [builder];
      expect((await push(STACK)).code).to.equal(0);
      expect(new Set(calls.map(({ command }) => command))).to.deep.equal(new Set([builder]));
      const [login] = calls.filter(({ args }) => args.includes("login"));
      expect(login?.args).to.include("--authfile");
    });

  it("leaves an image that is there, because its tag says that it was built from the same", async () => {
    images.add(`${NAME}-extract:${imageTag("extract")}`).add(`${NAME}-process:${imageTag("process")}`);
    installed = [];
    const { code, out } = await push(STACK);
    expect({ code, calls }).to.deep.equal({ code: 0, calls: [] });
    expect(out).to.include("(was there)");
  });

  it("says that nothing can build, or what the builder said last", async () => {
    installed = [];
    expect((await push(STACK)).err).to.include("docker, podman or buildah");
    installed = ["docker"];
    failing = "build";
    const { code, err } = await push(STACK);
    expect(code).to.equal(1);
    expect(err).to.include("docker build failed").and.include("no space left");
  });

  it("is for stacks of mongodb-to-redshift, with credentials of their account", async () => {
    expect((await push("production-us-west-2")).err).to.include("is not a stack of mongodb-to-redshift");
    aws.account = "999999999999";
    expect((await push(STACK)).err).to.include("nothing was done");
    expect(calls).to.deep.equal([]);
  });

  it("prints one document with --json", async () => {
    const { stack, images: pushed } = JSON.parse((await push(STACK, "--json")).out);
    expect({ stack, pushed: pushed.length }).to.deep.equal({ stack: STACK, pushed: 2 });
    expect(pushed[0]).to.have.keys("image", "digest", "wasThere");
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder);
}
