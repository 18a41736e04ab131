import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { SOURCES } from "../../contracts/index.ts";
import type { WatermarkSource } from "../../contracts/source.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { accountText } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { rotateSecret } from "../../warehouse/snowflake/governance.ts";
import { createLedger, readApplied, readMade } from "../../warehouse/snowflake/ledger.ts";
import { completeLoad, landedRows, openLoads, recordLoads } from "../../warehouse/snowflake/loads.ts";
import { textOf } from "../../warehouse/snowflake/sql-file.ts";
import { erasures, forgetControls } from "../../warehouse/snowflake/star/erase.ts";
import { streamFiles } from "../../warehouse/snowflake/star/files.ts";
import { streamAnew } from "../../warehouse/snowflake/star/landing.ts";
import { countKeys, differences, findingsOf } from "../../warehouse/snowflake/star/questions.ts";
import { askForAll } from "../../warehouse/snowflake/star/tasks.ts";
import { streamedIn, type Target } from "../../warehouse/snowflake/target.ts";
import { arbitraryContract } from "../warehouse/snowflake/arbitrary-contract.ts";
import { goldenFiles } from "../warehouse/snowflake/golden/golden-files.ts";
import { streamOf } from "../warehouse/snowflake/stream-of.ts";
import { targetOf as targetWith } from "../warehouse/snowflake/target-of.ts";
import { unparsable } from "./unparsable.ts";

describe("Every statement for Snowflake is parsed by sqlfluff's grammar", () => {
  let folder: string;
  let files: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-sql-"));
    files = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(text: string): void {
    const file = join(folder, `${files.length}.sql`);
    writeFileSync(file, text);
    files.push(file);
  }
  const writeAll = (target: Target) => write([accountText(target), ...sqlFiles(target).map(textOf)].join("\n"));

  it("of the shipped contracts and environments", async () => {
    for (const name of new Set(ENVIRONMENTS.map(({ environment }) => environment)))
      writeAll(targetOf(ENVIRONMENTS, SOURCES, name));
    expect(await unparsable(files)).to.deep.equal([]);
  });

  it("of the golden files, which have everything that can be generated", async () => {
    for (const text of Object.values(goldenFiles())) write(text);
    expect(await unparsable(files)).to.deep.equal([]);
  });

  it("of any contract, whatever its names", async () => {
    for (const contract of fc.sample(arbitraryContract, { numRuns: 4, seed: 1 }))
      writeAll(targetWith({ orders: contract }));
    expect(await unparsable(files)).to.deep.equal([]);
  });

  it("that warehouse check, erase and rotate-secret run for a star", async () => {
    const target = targetWith({}, {}, { streams: [streamOf({ video: SOURCES.video as WatermarkSource })] });
    const statements = streamedIn(target).flatMap((source) => [
      differences(target, source),
      askForAll(target, source.database, "a test"),
      ...streamFiles(target).flatMap(({ makes }) =>
        makes.flatMap((made) => (made.kind === "stream" ? streamAnew(made) : [])),
      ),
      ...source.tables.flatMap((table) => [
        countKeys(target, table),
        findingsOf(target, table),
        forgetControls(target, table),
        ...erasures(target, source, table).flatMap(({ count, erase }) => [count, erase]),
      ]),
    ]);
    // The grammar does not know the place of a bound value.
    write(textOf({ statements: [...new Set(statements)] }).replaceAll(" = ?", " = 'a key'"));
    expect(await unparsable(files)).to.deep.equal([]);
  });

  it("that the runner itself runs", async () => {
    const target = targetWith({ orders: { status: true } });
    const load = {
      stack: "production-us-west-2",
      database: "legion",
      collection: "orders",
      startedAt: "2026-02-22 10:15:00.000000",
    };
    const statements = [
      ...createLedger(target),
      readApplied(target),
      readMade(target),
      rotateSecret(target),
      recordLoads(target, [load]),
      openLoads(target),
      landedRows(target, load),
      completeLoad(target, load),
    ];
    write(textOf({ statements }));
    expect(await unparsable(files)).to.deep.equal([]);
  });
});
