import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { shownName } from "../../functions/shared/shown-name.ts";
import { compare } from "./compare.ts";
import type { Demo } from "./demo.ts";
import { LAKE } from "./jobs.ts";
import { whatLeft } from "./left.ts";

/** Compares each table with its collection, and all that left with the contracts. @returns whether both are as they should be */
export async function showComparison(demo: Demo, show: Terminal): Promise<boolean> {
  const { database, collections, source, s3, redshift } = demo;
  show.print(show.colors.bold("\nEach row compared with its document"));
  const lines: string[][] = [["collection", "documents", "rows", "missing", "extra", "different", ""]];
  const unlisted: string[] = [];
  let rows = 0;
  let isGood = true;
  const connection = await redshift.connect();
  try {
    for (const { name, contract } of collections) {
      if (contract === undefined) continue;
      const found = await compare(connection, { database, collection: name }, source.db.collection(name), contract);
      const { documents, missing, extra, different, columns } = found;
      const isEqual = missing + extra + different + columns.length === 0 && found.rows === documents;
      isGood &&= isEqual;
      const counts = [documents, found.rows, missing, extra, different].map((number) => number.toLocaleString("en"));
      lines.push([name, ...counts, isEqual ? show.colors.green("equal") : show.colors.red("DIFFERS")]);
      const left = await whatLeft(s3.objects, `${LAKE.bucket}/raw/${database}/${name}/`, contract);
      rows += left.rows;
      unlisted.push(...left.unlisted.map((path) => `${name}.${path.split(".").map(shownName).join(".")}`));
    }
  } finally {
    await connection.end();
  }
  show.print(asTable(lines));
  show.print(`  ${rows.toLocaleString("en")} rows left MongoDB, with ${unlisted.length} fields that no contract lists`);
  if (unlisted.length > 0) show.print(show.colors.red(`  ${unlisted.slice(0, 5).join(", ")}`));
  const others = collections.filter(({ contract }) => contract === undefined).map(({ name }) => name);
  const read = others.filter((name) => [...s3.objects.keys()].some((key) => key.includes(`/${database}/${name}`)));
  if (read.length > 0) show.print(show.colors.red(`  ${read.join(", ")} is in no contract, and was read`));
  return isGood && unlisted.length === 0 && read.length === 0;
}
