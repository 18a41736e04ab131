import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { MARKER } from "../../review/plan-review/markdown.ts";

const FOLDER = ".github/workflows";

/** What no linter knows of these workflows; `npm run lint:workflows` knows the rest. */
describe("The workflows", () => {
  const workflows = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(`${FOLDER}/${file}`, "utf8") }));
  const textOf = (name: string) => workflows.find(({ file }) => file === name)?.text ?? "";

  it("are those of the checks, the plan, the deploy, and the apply that it calls", () => {
    expect(workflows.map(({ file }) => file)).to.deep.equal(["apply.yml", "ci.yml", "deploy.yml", "plan.yml"]);
  });

  it("use each action by its commit, and say which version that is", () => {
    for (const { file, text } of workflows)
      for (const [line] of text.matchAll(/^.*\buses: .*$/gm))
        expect(line, file).to.match(
          /uses: (\.\/\.github\/workflows\/[a-z]+\.yml|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)/,
        );
  });

  it("use one version of each action", () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: ([\w/-]+)@(\S+)/g)].map(([, name, at]) => ({ name, at })),
    );
    for (const { name, at } of used) expect(used.find((each) => each.name === name)?.at, name).to.equal(at);
  });

  it("have no right but those that a job is given", () => {
    for (const { file, text } of workflows)
      expect(text, file)
        .to.match(/^permissions: \{\}$/m)
        .and.not.match(/write-all/);
  });

  it("have no long-lived key: AWS is entered by the token of the run", () => {
    for (const { file, text } of workflows) expect(text, file).not.to.match(/secrets\.|aws-access-key-id|aws-secret/i);
    for (const file of ["plan.yml", "apply.yml"]) expect(textOf(file), file).to.include("role-to-assume: ${{ vars.");
  });

  it("give nothing to a fork's pull request", () => {
    for (const { file, text } of workflows) expect(text, file).not.to.include("pull_request_target");
  });

  it("apply a saved plan and nothing else, and only where an environment lets them", () => {
    expect(workflows.filter(({ text }) => text.includes("terraform apply")).map(({ file }) => file)).to.deep.equal([
      "apply.yml",
    ]);
    expect(textOf("apply.yml"))
      .to.match(/terraform apply .* reviewed\.tfplan$/m)
      .and.not.include("-auto-approve");
    expect(textOf("apply.yml")).to.match(/environment: \$\{\{ inputs\.environment \}\}/);
    expect(textOf("plan.yml")).to.include("-out=reviewed.tfplan");
  });

  it("apply the very artifact that was shown: by its id, for a repeated run replaces what has its name", () => {
    const [download = ""] = /uses: actions\/download-artifact(?:.|\n)*?(?=\n {6}- )/.exec(textOf("apply.yml")) ?? [];
    expect(download)
      .to.match(/artifact-ids: \$\{\{ inputs\.artifact \}\}/)
      .and.not.match(/\bname:/);
  });

  it("give no token to what comes from a package registry", () => {
    for (const { file, text } of workflows) {
      const jobs = text.split(/\n {2}(?=[a-z]+:\n)/);
      for (const job of jobs.filter((each) => each.includes("npm ci")))
        expect(job.slice(0, job.indexOf("npm ci")), file).not.to.include("github.token");
    }
  });

  it("deploy the primary stack before all others", () => {
    expect(textOf("deploy.yml")).to.match(/\n {2}others:\n(?:.|\n)*?needs: \[plans, primary\]/);
  });

  it("run Terraform in the version that the stacks ask for, the same everywhere", () => {
    const versions = workflows.flatMap(({ text }) =>
      [...text.matchAll(/terraform_version: (\S+)/g)].map(([, it]) => it),
    );
    expect(new Set(versions)).to.have.length(1);
  });

  it("look for the comment by the mark that the comment has", () => {
    expect(textOf("plan.yml")).to.include(`marker='${MARKER}'`);
  });
});
