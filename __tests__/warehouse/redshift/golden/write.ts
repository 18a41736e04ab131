import { writeFileSync } from "node:fs";
import { goldenFiles } from "./golden-files.ts";

// After an intended change of the SQL: npx tsx __tests__/warehouse/redshift/golden/write.ts, then read the diff.
for (const [name, text] of Object.entries(goldenFiles())) writeFileSync(new URL(name, import.meta.url), text);
