import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { reason, rule } from "./rule.ts";

/** What a stack owes: protected data, an ear for alarms, a reason where it opts out, a null marker that can be told from data. */
export function checkPromises(environment: Environment): Problem[] {
  const { alarms, csvDelimiter, mongodb, nullMarker, protectData } = environment;
  return [
    ...rule(
      protectData || environment.environment !== "production",
      "protectData",
      "production without protection: one plan could destroy its data",
      "set it to true",
    ),
    ...("email" in alarms
      ? rule(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(alarms.email), "alarms.email", "no address", "write one mail address")
      : reason("alarms.none", alarms.none)),
    ...("unverified" in mongodb.tls ? reason("mongodb.tls.unverified", mongodb.tls.unverified) : []),
    ...rule(
      [",", ";", "|", "\t"].includes(csvDelimiter),
      "csvDelimiter",
      "no character that stands between cells",
      "write a comma, a tab, a semicolon or a bar",
    ),
    // Terraform would not send an empty one, and DMS would write `NULL`.
    ...rule(
      /^[^",\r\n]+$/.test(nullMarker),
      "nullMarker",
      "empty, or with a quote, comma or newline, which CSV would write otherwise",
      "use plain text that no cell equals",
    ),
  ];
}
