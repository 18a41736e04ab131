import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SOURCES } from "../contracts/index.ts";
import { writeDbtModels } from "../local/dbt/write-models.ts";
import { moduleWorkflows } from "../review/module-workflows/module-workflows.ts";
import { BESIDES, RIGHTS } from "../review/rights/by-type.ts";
import { NETWORK_RIGHTS } from "../review/rights/network-types.ts";
import { BESIDES_POSTGRES, LOOKED_UP_BY_POSTGRES, POSTGRES_RIGHTS } from "../review/rights/postgres-types.ts";
import { BESIDES_REDSHIFT, REDSHIFT_RIGHTS } from "../review/rights/redshift-types.ts";
import { BESIDES_STREAMS, STREAM_RIGHTS } from "../review/rights/stream-types.ts";
import { dbtFiles } from "../warehouse/dbt-files/dbt-files.ts";
import { errorsPage } from "./errors-page.ts";
import { fieldsPage } from "./fields-page.ts";
import { rightsPage } from "./rights-page.ts";
import { quoteSpeed } from "./speed-quote.ts";

writeFileSync(new URL("fields.md", import.meta.url), fieldsPage(SOURCES));
writeFileSync(new URL("errors.md", import.meta.url), errorsPage());
writeFileSync(
  new URL("rights.md", import.meta.url),
  rightsPage(
    { ...RIGHTS, ...NETWORK_RIGHTS, ...STREAM_RIGHTS, ...REDSHIFT_RIGHTS, ...POSTGRES_RIGHTS },
    { ...BESIDES_STREAMS, ...BESIDES, ...BESIDES_REDSHIFT, ...LOOKED_UP_BY_POSTGRES, ...BESIDES_POSTGRES },
  ),
);

for (const [file, text] of moduleWorkflows())
  writeFileSync(new URL(`../.github/workflows/${file}`, import.meta.url), text);

writeDbtModels(fileURLToPath(new URL("../warehouse/dbt", import.meta.url)), dbtFiles(SOURCES));

const readme = new URL("../README.md", import.meta.url);
const results = new URL("../bench/RESULTS.md", import.meta.url);
writeFileSync(readme, quoteSpeed(readFileSync(readme, "utf8"), readFileSync(results, "utf8")));
