import { writeFileSync } from "node:fs";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { CLEANER_ERRORS } from "../functions/cleaner/cleaner-error.ts";
import { LAMBDA_ERRORS } from "../ops/failures/lambda-error.ts";
import { errorsPage } from "./errors-page.ts";
import { fieldsPage } from "./fields-page.ts";

writeFileSync(new URL("fields.md", import.meta.url), fieldsPage(EXPECTED_FIELDS_FOR_ANALYTICS));
writeFileSync(new URL("errors.md", import.meta.url), errorsPage(CLEANER_ERRORS, LAMBDA_ERRORS));
