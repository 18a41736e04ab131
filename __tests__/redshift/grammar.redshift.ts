import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import { firstSchema } from "../../functions/process/first-schema.ts";
import { accessStatements } from "../../warehouse/redshift/access.ts";
import { ATTACHED_POLICIES, EXISTING_NAMES, viewColumns } from "../../warehouse/redshift/catalog.ts";
import { collectionOf } from "../../warehouse/redshift/collection.ts";
import { loadStatements } from "../../warehouse/redshift/load.ts";
import { setupStatements } from "../../warehouse/redshift/setup.ts";
import { prepareStatements, readLedger, updateTable } from "../../warehouse/redshift/table.ts";
import { unparsable } from "../snowflake/unparsable.ts";
import { goldenFiles } from "../warehouse/redshift/golden/golden-files.ts";

describe("sqlfluff's grammar of Redshift", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-sql-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function wrong(...statements: readonly string[]): Promise<readonly string[]> {
    const file = join(folder, "some.sql");
    await writeFile(file, statements.map((each) => `${each};\n`).join(""));
    return (await unparsable([file], "redshift")).map(({ statement }) => statement);
  }

  it("finds misspelt words", async () => {
    expect(await wrong("SELEC 1", "CREATE TABLE a (b BIGINT) DISTSTYEL KEY", "SELECT 1")).to.have.length(2);
  });

  it("parses the SQL that a reviewer has read", async () => {
    expect(await wrong(...Object.values(goldenFiles()).map((text) => text.replace(/;\n$/, "")))).to.deep.equal([]);
  });

  it("parses all SQL of the shipped contracts", async () => {
    const collections = Object.entries(SOURCES).flatMap(([database, source]) =>
      source.engine !== "mongodb"
        ? []
        : Object.entries(source.collections).map(([name, contract]) =>
            collectionOf(database, name, mongoCollection(contract)),
          ),
    );
    const batch = { batch: "00000002", after: "00000001", rows: 1, sha256: "", snapshotFrom: "00000002" };
    const source = { manifest: "s3://a/b.manifest", roleArn: "arn:aws:iam::111122223333:role/copy" };
    const all = collections.flatMap((collection) => {
      const { registered } = firstSchema(collection, { documents: 0, paths: {} });
      const later = { ...registered, version: 2, madeAt: 2 };
      const statements = [
        ...prepareStatements(collection),
        ...updateTable(collection, 0, registered),
        ...updateTable(collection, 1, later),
        ...loadStatements(collection, registered, batch, source),
      ];
      return [
        ...statements.map(({ sql }) => sql),
        readLedger(collection),
        ...accessStatements(collection, registered, []),
      ];
    });
    const setup = setupStatements({ database: "dev", loaderRole: "process", collections }, new Set());
    expect(collections).to.have.length.above(3);
    expect(
      await wrong(EXISTING_NAMES, ATTACHED_POLICIES, viewColumns(Object.keys(SOURCES)), ...setup, ...all),
    ).to.deep.equal([]);
  });
});
