import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { moduleWorkflows } from "../../review/module-workflows/module-workflows.ts";
import { MARKER } from "../../review/plan-review/markdown.ts";
import { MODULES } from "../../stacks/snowflake-to-postgres/names.ts";

const FOLDER = ".github/workflows";

/** Rules of these workflows that no linter knows; `npm run lint:workflows` checks the rest. */
describe("The workflows", () => {
  const workflows = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(`${FOLDER}/${file}`, "utf8") }));
  const textOf = (name: string) => workflows.find(({ file }) => file === name)?.text ?? "";
  const jobsOf = (name: string) =>
    textOf(name)
      .split(/^jobs:\n/m)[1]
      ?.split(/\n(?= {2}[a-z]+:\n)/) ?? [];

  it("are the checks, the synth, the plan after it, the deploy, the apply that it calls, the modules of snowflake-to-postgres, Snowflake's check and dbt's run", () => {
    expect(workflows.map(({ file }) => file)).to.deep.equal([
      "apply.yml",
      "ci.yml",
      "deploy.yml",
      "plan.yml",
      ...[...moduleWorkflows().keys()].sort((one, other) => (one.replace(".", "~") < other.replace(".", "~") ? -1 : 1)),
      "synth.yml",
      "warehouse-check.yml",
      "warehouse-run.yml",
    ]);
  });

  it("pin each action to a commit, with its version in a comment", () => {
    for (const { file, text } of workflows)
      for (const [line] of text.matchAll(/^.*\buses: .*$/gm))
        expect(line, file).to.match(
          /uses: (\.\/\.github\/workflows\/[a-z-]+\.yml|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)/,
        );
  });

  it("use one version of each action", () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: ([\w/-]+)@(\S+)/g)].map(([, name, at]) => ({ name, at })),
    );
    for (const { name, at } of used) expect(used.find((each) => each.name === name)?.at, name).to.equal(at);
  });

  it("give rights only to single jobs", () => {
    for (const { file, text } of workflows)
      expect(text, file)
        .to.match(/^permissions: \{\}$/m)
        .and.not.match(/write-all/);
  });

  it("let one run of dbt at a time begin, and end none that is going on", () => {
    expect(textOf("warehouse-run.yml")).to.match(/^concurrency:\n {2}group: warehouse-run\n\n/m);
  });

  it("have no long-lived key: the run's token gives access to AWS", () => {
    for (const { file, text } of workflows) expect(text, file).not.to.match(/secrets\.|aws-access-key-id|aws-secret/i);
    for (const file of ["plan.yml", "apply.yml"]) expect(textOf(file), file).to.include("role-to-assume: ${{ vars.");
  });

  it("give nothing to a fork's pull request", () => {
    for (const { file, text } of workflows) expect(text, file).not.to.include("pull_request_target");
    expect(textOf("plan.yml")).to.include("head_repository.full_name == github.repository");
  });

  it("run a branch's own text without a token: a workflow on a pull request may only read the repository", () => {
    for (const { file, text } of workflows.filter(({ text: each }) => /^ {2}pull_request:/m.test(each))) {
      const rights = [...text.matchAll(/^ {6}([a-z-]+): (read|write)$/gm)].map(
        ([, right, much]) => `${right}: ${much}`,
      );
      expect(rights, file).to.deep.equal(["contents: read"]);
      expect(text, file).not.to.match(/github\.token|environment:|role-to-assume/);
    }
  });

  it("plan only with main's own text: after the synth workflow, whatever started it", () => {
    const [on = ""] = /^on:\n(?: .*\n)+/m.exec(textOf("plan.yml")) ?? [];
    expect(on).to.match(/^on:\n {2}workflow_run: #.*\n {4}workflows: \[synth\]\n {4}types: \[completed\]\n$/);
    expect(textOf("synth.yml")).to.match(/^name: synth$/m);
  });

  it("run no code of the repository in jobs with the plan's credentials or the right to comment", () => {
    for (const job of jobsOf("plan.yml").filter((each) => /^ {6}[a-z-]+: write$/m.test(each)))
      expect(job).not.to.match(/actions\/checkout|npm |node |tsx/);
    expect(jobsOf("plan.yml").filter((job) => job.includes("id-token: write"))).to.have.length(1);
    expect(jobsOf("plan.yml").filter((job) => job.includes("pull-requests: write"))).to.have.length(1);
  });

  it("never unpack what was synthesised: our own code reads it as a zip, and Terraform reads what our code writes", () => {
    const [check = "", plan = ""] = jobsOf("plan.yml");
    expect(check)
      .to.include('synth:check -- "$RUNNER_TEMP/synth.zip" --output checked')
      .and.not.match(/download-artifact|unzip/);
    expect(plan).to.match(/download-artifact@.*\n {8}with:\n {10}name: checked\n/);
    expect(plan.match(/download-artifact/g)).to.have.length(1);
  });

  it("take the pull request and its commit from GitHub, never from what was synthesised", () => {
    const names = [...textOf("plan.yml").matchAll(/^ {10}(COMMIT|BRANCH|TREE|MAIN): (.*)$/gm)].map(
      ([, , value]) => value,
    );
    for (const name of names) expect(name).to.match(/github\.event\.|needs\.check\.outputs\.tree/);
    expect(textOf("plan.yml")).to.include('tree=$(gh api "repos/$REPOSITORY/git/commits/$COMMIT"');
  });

  it("put no expression into a script: values come in environment variables", () => {
    for (const { file, text } of workflows)
      for (const [script] of text.matchAll(/^ {6}(?:- | {2})run: (?:\|\n(?: {10}.*\n)+|.*)/gm))
        expect(script, file).not.to.include("${" + "{");
  });

  it("stop the runner from executing a name or value in Terraform's output as a command", () => {
    const plan = jobsOf("plan.yml")[1] ?? "";
    expect(plan.indexOf("::stop-commands::$stop")).to.be.within(1, plan.indexOf("terraform init"));
    expect(plan).to.match(/stop=\$\(openssl rand -hex 16\)/);
  });

  it("install packages without running their scripts", () => {
    for (const { file, text } of workflows)
      for (const [line] of text.matchAll(/npm ci.*/g)) expect(line, file).to.include("--ignore-scripts");
  });

  it("refuse an environment whose state would be lost with the runner", () => {
    expect(textOf("synth.yml")).to.include("npm run -s stacks -- --require-remote-state");
  });

  it("apply only a saved plan, and only in a GitHub environment", () => {
    expect(workflows.filter(({ text }) => text.includes("terraform apply")).map(({ file }) => file)).to.deep.equal([
      "apply.yml",
    ]);
    expect(textOf("apply.yml"))
      .to.match(/terraform apply .* reviewed\.tfplan$/m)
      .and.not.include("-auto-approve");
    expect(textOf("apply.yml")).to.match(/environment: \$\{\{ inputs\.environment \}\}/);
    expect(textOf("plan.yml")).to.include("-out=reviewed.tfplan");
  });

  it("apply exactly the artifact that was shown: by its id, because a repeated run replaces an artifact of the same name", () => {
    const [download = ""] = /uses: actions\/download-artifact(?:.|\n)*?(?=\n {6}- )/.exec(textOf("apply.yml")) ?? [];
    expect(download)
      .to.match(/artifact-ids: \$\{\{ inputs\.artifact \}\}/)
      .and.not.match(/\bname:/);
  });

  it("give no token to packages from a registry", () => {
    for (const { file, text } of workflows) {
      const jobs = text.split(/\n {2}(?=[a-z]+:\n)/);
      for (const job of jobs.filter((each) => each.includes("npm ci")))
        expect(job.slice(0, job.indexOf("npm ci")), file).not.to.include("github.token");
    }
  });

  it("deploy stage after stage, and stop after a stage that failed", () => {
    const deploy = textOf("deploy.yml");
    expect(deploy).to.match(/\n {2}first:\n.*\n {4}needs: plans\n/);
    expect(deploy).to.match(/\n {2}second:\n.*\n {4}needs: \[plans, first\]\n.*\n {4}if: .*!failure\(\)/);
    expect(deploy).to.match(/\n {2}third:\n.*\n {4}needs: \[plans, first, second\]\n {4}if: .*!failure\(\)/);
    expect(deploy).to.match(/\n {2}fourth:\n.*\n {4}needs: \[plans, first, second, third\]\n {4}if: .*!failure\(\)/);
    expect(deploy).to.match(/\n {2}fifth:\n.*\n {4}needs: \[plans, first, second, third, fourth\]\n {4}if: .*!failure/);
  });

  it("[I-35, I-37] deploy the modules of snowflake-to-postgres in order, each by its own workflow, which also runs by hand", () => {
    for (const [file, text] of moduleWorkflows()) {
      expect(textOf(file), `${file}: npm run docs`).to.equal(text);
      expect(text, file).to.match(/^on:\n {2}workflow_call:\n {2}workflow_dispatch:\n/m);
    }
    const all = textOf("postgres.yml");
    const called = [...all.matchAll(/^ {2}(\w+):\n {4}name: \w+\n(?: {4}needs: (\w+)\n)? {4}uses: (\S+)/gm)];
    expect(called.map(([, module, needs, uses]) => [module, needs, uses])).to.deep.equal(
      MODULES.map((module, index) => [module, MODULES[index - 1], `./.github/workflows/postgres-${module}.yml`]),
    );
    expect(textOf("deploy.yml")).to.match(
      /needs: \[plans, first, second, third, fourth, fifth\]\n.*\n {4}uses: .*postgres\.yml/,
    );
  });

  it("let a deploy and a module that somebody runs by hand wait for each other, and never a part of a deploy for itself", () => {
    for (const [file] of moduleWorkflows()) {
      const name = file.replace(".yml", "");
      expect(textOf(file)).to.match(new RegExp(`^name: ${name}$`, "m"));
      expect(textOf(file)).to.include(
        `github.workflow == '${name}' && 'deploy' || format('${name}-{0}', github.run_id)`,
      );
    }
    expect(textOf("deploy.yml")).to.match(/^concurrency:\n {2}group: deploy$/m);
  });

  it("[I-36] apply once again with new credentials if they had expired, and fail for any other reason", () => {
    const [, apply = ""] = textOf("apply.yml").split(/^ {2}apply:$/m);
    const [first = "", look = "", again = ""] = apply
      .split(/^ {6}- name: (?=apply the plan|fail, unless|apply it once)/m)
      .slice(1);
    expect(first).to.match(/^ {8}continue-on-error: true/m);
    expect(look)
      .to.include("if: ${" + "{ steps.apply.outcome == 'failure' }}")
      .and.match(/grep -qE 'ExpiredToken\|RequestExpired'/);
    expect(look).to.include("unset-current-credentials: true");
    expect(again)
      .to.include("steps.expired.outputs.again == 'true'")
      .and.match(/terraform apply .* reviewed\.tfplan$/m);
  });

  it("refuse a plan that needs the task stopped, before Terraform applies it", () => {
    const apply = textOf("apply.yml");
    expect(apply.indexOf("npm run -s plan:task")).to.be.within(1, apply.indexOf("terraform apply"));
  });

  it("apply with credentials that outlive the job, and keep a state that could not be written", () => {
    const [, apply = ""] = textOf("apply.yml").split(/^ {2}apply:$/m);
    const number = (pattern: RegExp) => Number(pattern.exec(apply)?.[1]);
    const jobMinutes = number(/^ {4}timeout-minutes: (\d+)$/m);
    expect(number(/role-duration-seconds: (\d+)/)).to.be.above(jobMinutes * 60);
    expect(number(/^ {8}timeout-minutes: (\d+)$/m)).to.be.below(jobMinutes);
    const [, keep = ""] = textOf("apply.yml").split("- name: keep the state that could not be written");
    expect(keep)
      .to.match(/^\n {8}if: \$\{\{ !success\(\) \}\}\n/)
      .and.include("path: stack/errored.tfstate")
      .and.match(/retention-days: [1-3]\n/);
  });

  it("push the images that a stack's job definitions name, by a role of their own, before the stack is applied", () => {
    const [images = "", apply = ""] = textOf("apply.yml").split(/^ {2}apply:$/m);
    expect(images).to.match(/^ +if: \$\{\{ endsWith\(inputs\.stack, '-mongodb-to-redshift'\) \}\}$/m);
    expect(images).to.include("vars.IMAGES_ROLE_ARN").and.include('ops -- image push "$STACK"');
    expect(images).not.to.include("DEPLOY_ROLE_ARN");
    expect(apply).to.match(/\n {4}needs: images\n {4}if: \$\{\{ !cancelled\(\) && !failure\(\) \}\}\n/);
  });

  it("do not change the lock file of the repository, if there is one", () => {
    expect(textOf("plan.yml")).to.include("if [ -f .terraform.lock.hcl ]; then locked=(-lockfile=readonly); fi");
    expect(textOf("apply.yml")).to.match(/terraform init .*-lockfile=readonly$/m);
  });

  it("run the same version of Terraform everywhere", () => {
    const versions = workflows.flatMap(({ text }) =>
      [...text.matchAll(/terraform_version: (\S+)/g)].map(([, it]) => it),
    );
    expect(new Set(versions)).to.have.length(1);
  });

  it("find the comment by its marker", () => {
    expect(textOf("plan.yml")).to.include(`marker='${MARKER}'`);
  });
});
