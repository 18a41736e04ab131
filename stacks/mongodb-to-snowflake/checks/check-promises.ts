import type { Problem } from "../../../contracts/problem.ts";
import { reason, rule } from "../../checks/rule.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** Every opt-out has a reason, and the delimiter and the null marker differ from data. */
export function checkPromises({ csvDelimiter, databases, nullMarker }: MongodbToSnowflake): Problem[] {
  return [
    ...Object.entries(databases).flatMap(([name, { tls }]) =>
      "unverified" in tls ? reason(`databases.${name}.tls.unverified`, tls.unverified) : [],
    ),
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
