import type { Problem } from "../../contracts/problem.ts";
import type { AlarmSettings, Environment } from "../environment.ts";
import { reason, rule } from "./rule.ts";

/** Rules for every environment: production's data is protected, and alarms notify somebody or say why not. */
export function checkPromises({ alarms, ...environment }: Environment): Problem[] {
  return [
    ...rule(
      environment.protectData || environment.environment !== "production",
      "protectData",
      "production is not protected: one plan could destroy its data",
      "set it to true",
    ),
    ...checkAlarms(alarms, environment),
  ];
}

function checkAlarms(alarms: AlarmSettings, { account, region }: Pick<Environment, "account" | "region">): Problem[] {
  if ("none" in alarms) return reason("alarms.none", alarms.none);
  if ("email" in alarms)
    return rule(
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(alarms.email),
      "alarms.email",
      "not a mail address",
      "write one mail address",
    );
  const start = `arn:aws:sns:${region}:${account}:`;
  return rule(
    alarms.topicArn.startsWith(start) && /^[A-Za-z0-9_-]{1,256}$/.test(alarms.topicArn.slice(start.length)),
    "alarms.topicArn",
    `"${alarms.topicArn}" is not a standard topic in the stack's region and account`,
    `use one that starts with ${start}`,
  );
}
