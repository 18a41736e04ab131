import { expect } from "chai";
import { effectOnTask } from "../../../review/plan-review/replication.ts";
import { added, change, destroyed, json, plan, review, updated } from "./plans.ts";

const update = (type: string, name: string) => updated(`${type}.it`, { [name]: "a" }, { [name]: "b" });

describe("What a change does to a running replication task", () => {
  for (const name of [
    "table_mappings",
    "replication_task_settings",
    "migration_type",
    "cdc_start_position",
    "anything",
  ])
    it(`is that it stops if ${name} of the task changes`, () => {
      expect(effectOnTask(update("aws_dms_replication_task", name))).to.equal("stops");
    });

  for (const actions of [["delete"], ["delete", "create"], ["create", "delete"]])
    it(`is that it stops if the plan has ${actions.join(" and ")} for the task`, () => {
      expect(effectOnTask(change("aws_dms_replication_task.it", actions))).to.equal("stops");
    });

  for (const type of ["aws_dms_endpoint", "aws_dms_s3_endpoint"])
    it(`is that it must be stopped first if any argument of ${type} changes`, () => {
      for (const name of ["csv_delimiter", "certificate_arn", "secrets_manager_arn", "mongodb_settings", "anything"])
        expect(effectOnTask(update(type, name)), name).to.equal("needs-stop");
    });

  for (const name of ["replication_instance_class", "engine_version", "allocated_storage", "multi_az", "anything"])
    it(`is that it is interrupted if ${name} of its instance changes`, () => {
      expect(effectOnTask(update("aws_dms_replication_instance", name))).to.equal("interrupts");
    });

  it("is the same if a value is known only after the apply", () => {
    const unknown = { after_unknown: { secrets_manager_arn: true } };
    const it = updated("aws_dms_endpoint.it", { secrets_manager_arn: "a" }, {}, unknown);
    expect(effectOnTask(it)).to.equal("needs-stop");
  });

  it("is nothing if only tags change", () => {
    for (const type of ["task", "instance"]) {
      const tags = (tag: string) => ({ tags: { tag }, tags_all: { tag }, arn: tag });
      const it = updated(`aws_dms_replication_${type}.it`, tags("a"), tags("b"));
      expect(effectOnTask(it), type).to.equal(undefined);
    }
    expect(effectOnTask(update("aws_dms_endpoint", "tags"))).to.equal(undefined);
  });

  it("is nothing if the instance changes in its maintenance window, or without an interruption", () => {
    for (const name of ["preferred_maintenance_window", "allow_major_version_upgrade", "apply_immediately"])
      expect(effectOnTask(update("aws_dms_replication_instance", name)), name).to.equal(undefined);
  });

  it("is nothing if the task is new, if it is kept, or if something else changes", () => {
    for (const it of [
      added("aws_dms_replication_task.it"),
      added("aws_dms_endpoint.it"),
      change("aws_dms_replication_task.it", ["no-op"]),
      change("aws_dms_replication_task.it", ["forget"]),
      destroyed("aws_dms_endpoint.it"),
      update("aws_lambda_function", "memory_size"),
      update("aws_dms_replication_subnet_group", "subnet_ids"),
    ])
      expect(effectOnTask(it), it.address).to.equal(undefined);
  });

  it("is called out with the commands, separately for each kind", () => {
    const text = review(
      update("aws_dms_replication_task", "table_mappings"),
      update("aws_dms_s3_endpoint", "csv_delimiter"),
      update("aws_dms_replication_instance", "multi_az"),
    );
    expect(text)
      .to.include(
        "**The task must be stopped first**, or the deploy is refused: `npm run -s ops -- stop it`. After the deploy: " +
          "`npm run -s ops -- start it --resume`\n\n- changed `aws_dms_s3_endpoint.it`\n  - `csv_delimiter: a → b`\n",
      )
      .and.include(
        "**A running task is stopped, and nothing starts it again.** After the deploy: " +
          "`npm run -s ops -- start it --resume`\n\n- changed `aws_dms_replication_task.it`\n",
      )
      .and.include("**A running task is interrupted**, and continues by itself:\n\n- changed `aws_dms_replication_inst")
      .and.not.include("The rest");
  });

  it("is in the JSON", () => {
    const [task, endpoint] = [update("aws_dms_replication_task", "x"), update("aws_dms_endpoint", "x")];
    expect(json({ plans: [plan(task)] })).to.deep.include({ stopsTask: true, needsTaskStopped: false });
    expect(json({ plans: [plan(endpoint)] })).to.deep.include({ stopsTask: false, needsTaskStopped: true });
  });
});
