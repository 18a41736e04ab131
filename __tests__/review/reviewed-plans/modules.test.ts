import { expect } from "chai";
import type { ResourceChange } from "../../../review/plan-review/plan.ts";
import { changedOf, stacksOfModule, withoutModules } from "../../../review/reviewed-plans/modules.ts";
import type { StagedStack } from "../../../review/reviewed-plans/stages.ts";
import { MODULES, moduleId } from "../../../stacks/snowflake-to-postgres/names.ts";
import { added, change } from "../plan-review/plans.ts";

const PLACES = [
  { environment: "production", region: "us-west-2" },
  { environment: "staging", region: "us-west-2" },
] as const;

describe("The jobs of a module's workflow", () => {
  const modules = PLACES.flatMap((place) => MODULES.map((module) => stack(moduleId(place, module), place)));
  const others = PLACES.map((place) => stack(`${place.environment}-us-west-2`, place));
  const changed = (name: string, changes: Readonly<Record<string, readonly ResourceChange[]>>) =>
    changedOf(stacksOfModule([...others, ...modules], name), (id) => changes[id] ?? []).map((each) => each.stack);

  it("[I-37] are one for each environment whose plan of this module changes something", () => {
    const nothing = [change("aws_lambda_function.sync", ["no-op"])];
    const plans = {
      "production-us-west-2-snowflake-to-postgres-sync": [...nothing, added("aws_cloudwatch_metric_alarm.it", {})],
      "staging-us-west-2-snowflake-to-postgres-sync": nothing,
      "production-us-west-2-snowflake-to-postgres-batch": [added("aws_s3_object.it", {})],
    };
    expect(changed("sync", plans)).to.deep.equal(["production-us-west-2-snowflake-to-postgres-sync"]);
    expect(changed("catalog", plans)).to.deep.equal([]);
  });

  it("refuse a module that does not exist", () => {
    expect(() => changed("snyc", {})).to.throw('There is no module "snyc": write one of buckets, postgres');
  });

  it("are not those of deploy.yml, which has all other stacks", () => {
    expect(withoutModules([...others, ...modules])).to.deep.equal(others);
  });
});

function stack(id: string, place: (typeof PLACES)[number]): StagedStack {
  return { stack: id, ...place, after: [] };
}
