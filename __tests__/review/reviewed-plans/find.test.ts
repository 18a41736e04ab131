import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { findReviewedPlans } from "../../../review/reviewed-plans/find.ts";
import { type Artifact, download, type GithubRun } from "../../../review/reviewed-plans/github.ts";

const OURS = 7;
const artifact = (id: number, more: Partial<Artifact> = {}): Artifact => ({
  id,
  expired: false,
  created_at: `2026-01-0${id}T00:00:00Z`,
  workflow_run: { id: id * 10, head_repository_id: OURS },
  ...more,
});

describe("The reviewed plan of a stack", () => {
  let server: Server;
  let run: GithubRun;
  let artifacts: Record<string, Artifact[]>;
  let workflows: Record<string, string>;
  let trees: Record<string, string>;
  let asked: string[];

  beforeEach(async () => {
    [artifacts, workflows, trees, asked] = [{}, {}, {}, []];
    server = createServer(({ url = "", headers }, answer) => {
      asked.push(`${headers.authorization} ${url}`);
      const { pathname, searchParams } = new URL(url, "http://github");
      const commit = /\/git\/commits\/(\w+)$/.exec(pathname)?.[1];
      const runId = /\/runs\/(\d+)$/.exec(pathname)?.[1];
      if (pathname.endsWith("/zip")) answer.end("zipped");
      else if (headers.authorization !== "Bearer letter") answer.writeHead(403).end();
      else if (commit) answer.end(JSON.stringify({ tree: { sha: trees[commit] ?? "t1" } }));
      else if (runId) {
        const path = workflows[runId] ?? ".github/workflows/plan.yml";
        answer.end(JSON.stringify({ path, head_sha: `c${runId}` }));
      } else answer.end(JSON.stringify({ artifacts: artifacts[searchParams.get("name") ?? ""] ?? [] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    run = { apiUrl: `http://127.0.0.1:${port}`, repository: "us/it", repositoryId: String(OURS), token: "letter" };
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const find = (...stacks: string[]) => findReviewedPlans(run, "t1", stacks);
  const found = async () => (await find("a")).map(({ artifact: { id } }) => id);
  const refused = async (...stacks: string[]) =>
    find(...stacks).then(
      () => "",
      (error: Error) => error.message,
    );

  it("is the newest that was made of the same files", async () => {
    artifacts["plan-a-t1"] = [artifact(1), artifact(3), artifact(2)];
    artifacts["plan-a-t2"] = [artifact(4)];
    expect(await find("a")).to.deep.equal([{ stack: "a", artifact: { id: 3, name: "plan-a-t1" }, run: "30" }]);
    expect(asked[0]).to.equal("Bearer letter /repos/us/it/actions/artifacts?per_page=100&name=plan-a-t1");
  });

  it("is none that has expired", async () => {
    artifacts["plan-a-t1"] = [artifact(1), artifact(2, { expired: true })];
    expect(await found()).to.deep.equal([1]);
  });

  it("is none that a fork's run has made under the same name", async () => {
    artifacts["plan-a-t1"] = [
      artifact(1),
      artifact(2, { workflow_run: { id: 20, head_repository_id: 8 } }),
      artifact(3, { workflow_run: null }),
    ];
    expect(await found()).to.deep.equal([1]);
  });

  it("is none that another workflow has made under the same name", async () => {
    artifacts["plan-a-t1"] = [artifact(1), artifact(2)];
    workflows = { 20: ".github/workflows/other.yml" };
    expect(await found()).to.deep.equal([1]);
  });

  it("is none that a run of other files has made under the name of these, its plan workflow rewritten", async () => {
    artifacts["plan-a-t1"] = [artifact(1), artifact(2)];
    trees = { c20: "t2" };
    expect(await found()).to.deep.equal([1]);
  });

  it("is missed loudly, every stack that has none by name, with the way to one", async () => {
    artifacts["plan-b-t1"] = [artifact(1)];
    expect(await refused("a", "b", "c")).to.match(
      /^There is no reviewed plan of these files for a, c\. .*run the plan workflow on main/,
    );
  });

  it("is not there without the right to read it, and that is said", async () => {
    run = { ...run, token: "other" };
    expect(await refused("a"))
      .to.include("GitHub answers 403")
      .and.include("may the job read actions and contents");
  });

  it("is downloaded as it is", async () => {
    expect(Buffer.from(await download(run, 3)).toString()).to.equal("zipped");
    expect(asked.at(-1)).to.match(/\/repos\/us\/it\/actions\/artifacts\/3\/zip$/);
  });
});
