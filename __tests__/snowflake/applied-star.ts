import type { WatermarkSource } from "../../contracts/source.ts";
import { applyPlan } from "../../ops/warehouse/apply.ts";
import { type Row, snowflakeError, type Warehouse } from "../../ops/warehouse/connection.ts";
import { lookUp } from "../../ops/warehouse/look-up.ts";
import type { Plan } from "../../ops/warehouse/plan.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { createLedger } from "../../warehouse/snowflake/ledger.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { streamOf } from "../warehouse/snowflake/stream-of.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";
import { at, SHIPPED, type StarEnvironment, startStar } from "./star.ts";

export const customer = (id: string, more: object = {}, changed = "09:00", extracted = changed) => ({
  ...{ id, name: "Ann", email: `${id}@example.org`, country: "NZ", plan: "basic", joined_on: "2020-02-29" },
  ...{ ...at(changed, extracted), ...more },
});
export const transaction = (id: number, more: object = {}, changed = "09:30", extracted = changed) => ({
  ...{ id, customer_id: "c1", video_id: 1, device: "tv", amount: 9.9, currency: "NZD", quantity: 1 },
  ...{ paid_at: "2026-11-27 09:30:00", ...at(changed, extracted), ...more },
});

/** The star of `video`, made and changed by plans, as an operator does it. */
export interface AppliedStar {
  readonly star: StarEnvironment;
  readonly warehouse: Warehouse;
  /** What `ops warehouse apply --yes` does. */
  readonly apply: (source: WatermarkSource, settings?: SnowflakeSettings) => Promise<Plan>;
}

/** Starts it with the shipped contracts. */
export async function startAppliedStar(): Promise<AppliedStar> {
  const target = targetWith(SHIPPED);
  const star = await startStar(target);
  const warehouse: Warehouse = {
    query: (sql, binds) =>
      star.owner.query(sql, binds).catch((error: unknown) => {
        throw snowflakeError(error);
      }) as Promise<readonly Row[]>,
    end: async () => undefined,
  };
  for (const statement of ["USE ROLE ACCOUNTADMIN", ...account(target).statements]) await star.owner.query(statement);
  for (const statement of [`USE ROLE ${target.snowflake.ownerRole}`, ...createLedger(target)])
    await star.owner.query(statement);
  const applied: AppliedStar = {
    star,
    warehouse,
    apply: async (source, settings) => {
      const wanted = targetWith(source, settings);
      const found = await lookUp(warehouse, wanted);
      await applyPlan(warehouse, { target: wanted, ...found }, () => undefined);
      return found.plan;
    },
  };
  await applied.apply(SHIPPED);
  return applied;
}

export function targetWith(source: WatermarkSource, settings?: SnowflakeSettings): Target {
  return targetOf({}, settings, { stacks: [], databases: {}, streams: [streamOf({ video: source })] });
}
