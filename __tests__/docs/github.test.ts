import { readFileSync } from "node:fs";
import { expect } from "chai";
import { trustPolicy } from "../../review/rights/trust.ts";

describe("The page on GitHub", () => {
  const page = readFileSync("docs/github.md", "utf8");

  it("shows the trust policy that the command prints: exactly one environment of one repository", () => {
    const [, printed = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(JSON.parse(printed)).to.deep.equal(trustPolicy("OWNER/NAME", "production-plan", "111122223333"));
    expect(printed).not.to.match(/StringLike|[*]/);
  });

  it("makes the GitHub environments with their rules before the roles that trust them", () => {
    const steps = [...page.matchAll(/^\d\. \*\*(.*?)\*\*/gm)].map(([, step]) => step);
    expect(steps.slice(0, 3)).to.deep.equal(["State.", "GitHub environments, with their rules.", "Roles."]);
    expect(page)
      .to.match(/`<environment>-plan` \| `main` only/)
      .and.not.include("ReadOnlyAccess");
  });

  it("asks for the session duration that the workflow uses", () => {
    const apply = readFileSync(".github/workflows/apply.yml", "utf8");
    const [, seconds] = /role-duration-seconds: (\d+)/.exec(apply) ?? [];
    expect(page).to.include(`(\`MaxSessionDuration\` ${seconds})`);
  });

  it("says how to push a state that an apply could not write, within the days that it is kept", () => {
    const apply = readFileSync(".github/workflows/apply.yml", "utf8");
    const [, days] = /path: stack\/errored\.tfstate[\s\S]*retention-days: (\d+)/.exec(apply) ?? [];
    expect(page).to.include(`kept for ${days} days`).and.include("force-unlock").and.include("state push");
  });
});
