import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { reason, rule } from "./rule.ts";

/**
 * Rules for every stack: data is protected, alarms reach somebody, every opt-out has a reason, the delimiter and the null marker can
 * be told from data.
 */
export function checkPromises(environment: Environment): Problem[] {
  const { alarms, csvDelimiter, mongodb, nullMarker, protectData } = environment;
  return [
    ...rule(
      protectData || environment.environment !== "production",
      "protectData",
      "production is not protected: one plan could destroy its data",
      "set it to true",
    ),
    ...("email" in alarms
      ? rule(
          /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(alarms.email),
          "alarms.email",
          "not a mail address",
          "write one mail address",
        )
      : reason("alarms.none", alarms.none)),
    ...("unverified" in mongodb.tls ? reason("mongodb.tls.unverified", mongodb.tls.unverified) : []),
    ...rule(
      [",", ";", "|", "\t"].includes(csvDelimiter),
      "csvDelimiter",
      "not a character that can separate cells",
      "write a comma, a tab, a semicolon or a vertical bar",
    ),
    // Terraform would not send an empty marker, and DMS would write `NULL`.
    ...rule(
      /^[^",\r\n]+$/.test(nullMarker),
      "nullMarker",
      "it is empty, or has a quote, comma or newline, which are written differently in CSV",
      "use plain text that no cell equals",
    ),
  ];
}
