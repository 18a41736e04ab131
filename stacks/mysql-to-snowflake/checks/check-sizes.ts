import type { Problem } from "../../../contracts/problem.ts";
import { toEnvironment } from "../../../functions/producer/environment.ts";
import { ENVIRONMENT_MAX_BYTES } from "../../../functions/source-columns/environment.ts";
import { between, rule } from "../../checks/rule.ts";
import { producerSettings } from "../producer-settings.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { databasesOf } from "../tables.ts";

/** The most shards of a stream that an account has without asking. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const SHARDS_MAX = 200;

/** What AWS accepts as capacity, times and settings of a function. */
export function checkSizes(environment: MysqlToSnowflake): Problem[] {
  const { capacity, retention } = environment;
  return [
    ...(capacity === "on-demand" ? [] : between("capacity.shards", capacity.shards, 1, SHARDS_MAX)),
    ...between("retention.dataDays", retention.dataDays, 3, 3650),
    ...between("retention.errorDays", retention.errorDays, 1, 90),
    ...between("retention.streamHours", retention.streamHours, 24, 8760),
    ...databasesOf(environment).flatMap((database) => {
      const bytes = Buffer.byteLength(JSON.stringify(toEnvironment(producerSettings(environment, database))));
      return rule(
        bytes + ENDPOINTS_BYTES <= ENVIRONMENT_MAX_BYTES,
        `databases.${database}.ca`,
        `the settings of the producer have ${bytes + ENDPOINTS_BYTES} bytes, Lambda accepts ${ENVIRONMENT_MAX_BYTES}`,
        "give the one certificate that is needed",
      );
    }),
  ];
}

/** The names of three endpoints, which AWS chooses. */
const ENDPOINTS_BYTES = 450;
