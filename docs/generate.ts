import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SOURCES } from "../contracts/index.ts";
import { OTHER_ALERTS } from "../functions/alert/remedies.ts";
import { CLEANER_ERRORS } from "../functions/cleaner/cleaner-error.ts";
import { LAKE_ERRORS } from "../functions/lake-columns/lake-errors.ts";
import { CHECK_ERRORS } from "../functions/producer/check/check-errors.ts";
import { PRODUCER_ERRORS } from "../functions/producer/producer-error.ts";
import { MAIL_ERRORS } from "../functions/shared/mail-errors.ts";
import { SOURCE_ERRORS } from "../functions/source-columns/source-errors.ts";
import { TRANSFORMER_ERRORS } from "../functions/transformer/transformer-errors.ts";
import { writeDbtModels } from "../local/dbt/write-models.ts";
import { LAMBDA_ERRORS } from "../ops/failures/lambda-error.ts";
import { BESIDES, RIGHTS } from "../review/rights/by-type.ts";
import { NETWORK_RIGHTS } from "../review/rights/network-types.ts";
import { BESIDES_STREAMS, STREAM_RIGHTS } from "../review/rights/stream-types.ts";
import { DBT_ERRORS } from "../warehouse/dbt-files/dbt-errors.ts";
import { dbtFiles } from "../warehouse/dbt-files/dbt-files.ts";
import { STAR_ERRORS } from "../warehouse/snowflake/star/star-errors.ts";
import { errorsPage } from "./errors-page.ts";
import { fieldsPage } from "./fields-page.ts";
import { rightsPage } from "./rights-page.ts";
import { quoteSpeed } from "./speed-quote.ts";

writeFileSync(new URL("fields.md", import.meta.url), fieldsPage(SOURCES));
writeFileSync(
  new URL("errors.md", import.meta.url),
  errorsPage(
    CLEANER_ERRORS,
    LAMBDA_ERRORS,
    LAKE_ERRORS,
    SOURCE_ERRORS,
    DBT_ERRORS,
    TRANSFORMER_ERRORS,
    PRODUCER_ERRORS,
    CHECK_ERRORS,
    STAR_ERRORS,
    OTHER_ALERTS,
    MAIL_ERRORS,
  ),
);
writeFileSync(
  new URL("rights.md", import.meta.url),
  rightsPage({ ...RIGHTS, ...NETWORK_RIGHTS, ...STREAM_RIGHTS }, { ...BESIDES_STREAMS, ...BESIDES }),
);

writeDbtModels(fileURLToPath(new URL("../warehouse/dbt", import.meta.url)), dbtFiles(SOURCES));

const readme = new URL("../README.md", import.meta.url);
const results = new URL("../bench/RESULTS.md", import.meta.url);
writeFileSync(readme, quoteSpeed(readFileSync(readme, "utf8"), readFileSync(results, "utf8")));
