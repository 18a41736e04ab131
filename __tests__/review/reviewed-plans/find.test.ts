import { expect } from "chai";
import { strToU8 } from "fflate";
import { findReviewedPlans } from "../../../review/reviewed-plans/find.ts";
import { artifact, type FakeGithub, startFakeGithub } from "./fake-github.ts";

const SYNTHESISED = { "cdk.tf.json": strToU8('{"a":1}'), "assets/it.zip": strToU8("zip") };
const PLANNED = { ...SYNTHESISED, "reviewed.tfplan": strToU8("plan"), "a.json": strToU8("{}") };

describe("The reviewed plan of a stack", () => {
  let github: FakeGithub;
  beforeEach(async () => {
    github = await startFakeGithub();
    // A zip may list the folders, too.
    for (const id of [1, 2, 3, 4]) github.zips[id] = { ...PLANNED, "assets/": new Uint8Array() };
  });
  afterEach(() => github.close());

  const find = (stacks: readonly string[], token = "letter", isNeeded: (stack: string) => boolean = () => true) =>
    findReviewedPlans(
      { ...github.run, token },
      "t1",
      new Map(stacks.map((stack) => [stack, new Map(Object.entries(SYNTHESISED))])),
      isNeeded,
    );
  const found = async () => (await find(["a"])).map(({ artifact: id }) => id);
  const refused = async (...args: Parameters<typeof find>) =>
    find(...args).then(
      () => "",
      (error: Error) => error.message,
    );

  it("is the newest that was made of the same files", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1), artifact(3), artifact(2)];
    github.artifacts["plan-a-t2"] = [artifact(4)];
    const [plan] = await find(["a"]);
    expect({ ...plan, files: [...(plan?.files.keys() ?? [])] }).to.deep.equal({
      stack: "a",
      artifact: 3,
      run: 30,
      files: Object.keys(PLANNED),
    });
    expect(github.asked[0]).to.equal("Bearer letter /repos/us/it/actions/artifacts?per_page=100&name=plan-a-t1");
  });

  it("is not an expired one", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1), artifact(2, { expired: true })];
    expect(await found()).to.deep.equal([1]);
  });

  it("is not one that a fork's run made under the same name", async () => {
    github.artifacts["plan-a-t1"] = [
      artifact(1),
      artifact(2, { workflow_run: { id: 20, head_repository_id: 8 } }),
      artifact(3, { workflow_run: null }),
    ];
    expect(await found()).to.deep.equal([1]);
  });

  it("is not one that another workflow made under the same name", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1), artifact(2)];
    github.runs[20] = { path: ".github/workflows/other.yml" };
    expect(await found()).to.deep.equal([1]);
  });

  it("is not one that the plan workflow of a branch made, because the branch may have changed it", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1), artifact(2), artifact(3)];
    github.runs[20] = { event: "pull_request" };
    github.runs[30] = { event: "push" };
    expect(await found()).to.deep.equal([1]);
  });

  it("is not one of other files, even if a pull request of the same commit with another base gave it the same name", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1), artifact(2), artifact(3)];
    github.zips[2] = { ...PLANNED, "cdk.tf.json": strToU8('{"a":2}') };
    github.zips[3] = { ...PLANNED, "assets/it.zip": strToU8("other") };
    expect(await found()).to.deep.equal([1]);
    github.zips[1] = {};
    expect(await refused(["a"])).to.include("There is no reviewed plan of these files for a.");
  });

  it("is reported if it is missing, with the names of all such stacks and the remedy", async () => {
    github.artifacts["plan-b-t1"] = [artifact(1)];
    github.zips[1] = { ...SYNTHESISED, "b.json": strToU8("{}") };
    expect(await refused(["a", "b", "c"])).to.match(
      /^There is no reviewed plan of these files for a, c\. .*run the synth workflow by hand on main/,
    );
  });

  it("may be missing for a stack that need not have one", async () => {
    github.artifacts["plan-a-t1"] = [artifact(1)];
    const plans = await find(["a", "b"], undefined, (stack) => stack === "a");
    expect(plans.map(({ stack }) => stack)).to.deep.equal(["a"]);
  });

  it("can't be found without the right to read it, and the error says so", async () => {
    expect(await refused(["a"], "other"))
      .to.include("GitHub returns 403")
      .and.include("may the job read actions");
  });
});
