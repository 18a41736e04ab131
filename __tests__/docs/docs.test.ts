import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS, SOURCES } from "../../contracts/index.ts";
import { errorsPage } from "../../docs/errors-page.ts";
import { fieldsPage } from "../../docs/fields-page.ts";
import { rightsPage } from "../../docs/rights-page.ts";
import { quoteSpeed } from "../../docs/speed-quote.ts";
import { BESIDES, RIGHTS } from "../../review/rights/by-type.ts";
import { NETWORK_RIGHTS } from "../../review/rights/network-types.ts";
import { BESIDES_POSTGRES, LOOKED_UP_BY_POSTGRES, POSTGRES_RIGHTS } from "../../review/rights/postgres-types.ts";
import { BESIDES_REDSHIFT, REDSHIFT_RIGHTS } from "../../review/rights/redshift-types.ts";
import { BESIDES_STREAMS, STREAM_RIGHTS } from "../../review/rights/stream-types.ts";

describe("The documentation", () => {
  const decisions = readdirSync("docs/decisions").map((file) => `docs/decisions/${file}`);
  const own = ["architecture", "relational-to-snowflake", "mysql-to-snowflake", "runbook", "github"].map(
    (name) => `docs/${name}.md`,
  );
  const written = ["README.md", "help", ...own, ...decisions];
  const pages = [
    ...written,
    ...readdirSync("docs")
      .map((file) => `docs/${file}`)
      .filter((file) => file.endsWith(".md") && !written.includes(file)),
  ];

  it("has generated pages that are up to date: run npm run docs", () => {
    expect(read("docs/fields.md")).to.equal(fieldsPage(SOURCES));
    expect(read("docs/errors.md")).to.equal(errorsPage());
    expect(read("docs/rights.md")).to.equal(
      rightsPage(
        { ...RIGHTS, ...NETWORK_RIGHTS, ...STREAM_RIGHTS, ...REDSHIFT_RIGHTS, ...POSTGRES_RIGHTS },
        { ...BESIDES_STREAMS, ...BESIDES, ...BESIDES_REDSHIFT, ...LOOKED_UP_BY_POSTGRES, ...BESIDES_POSTGRES },
      ),
    );
    expect(read("README.md")).to.equal(quoteSpeed(read("README.md"), read("bench/RESULTS.md")));
  });

  it("[C-032] names no collection of the allow-list, because the names would get out of date", () => {
    for (const page of written) {
      for (const name of Object.keys(EXPECTED_FIELDS_FOR_ANALYTICS)) {
        for (const mention of [`\`${name}\``, `/${name}.ts`]) expect(read(page), page).not.to.include(mention);
      }
    }
  });

  it("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name as string),
    );
    expect(named).not.to.deep.equal([]);
    for (const name of named) expect(scripts, name).to.have.property(name);
  });

  it("has no broken links", () => {
    for (const page of pages) {
      for (const [, target, anchor] of read(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)) {
        const file = target ? join(dirname(page), target) : page;
        expect(existsSync(file), `${page} -> ${file}`).to.equal(true);
        if (anchor) expect(headings(file), `${page} -> ${file}#${anchor}`).to.include(anchor);
      }
    }
  });

  it("explains each reason to skip an object", () => {
    const reasons = [...read("functions/cleaner/route.ts").matchAll(/\| "([\w-]+)"/g)].map(
      ([, reason]) => reason as string,
    );
    expect(reasons).to.have.length(7);
    for (const reason of reasons) expect(read("docs/runbook.md")).to.include(`\`${reason}\``);
  });

  it("[C-056, C-057] says that full rows land in RAW, and where data is minimised", () => {
    expect(read("docs/architecture.md").replace(/\s+/g, " "))
      .to.include("full rows land in RAW")
      .and.include("This is where data is minimised");
  });

  it("[C-030, C-033, C-034] says which files a change touches, and that only new files get a new field", () => {
    expect(read("docs/runbook.md"))
      .to.include("contracts/<database>/")
      .and.include("Older CLEAN files stay as they are");
    expect(read("help")).to.include("contracts/<database>/<collection>.ts").and.include("__tests__/");
  });

  it("[T-05, T-11] says what a running task does not pick up, and how far back you can get a new field", () => {
    const runbook = read("docs/runbook.md").replace(/\s+/g, " ");
    expect(runbook).to.include("DMS does not pick up a new collection while the task runs");
    expect(runbook).to.include("RAW keeps 7 days, so that is how far back");
  });

  it("[C-034] orders rows in Snowflake and in DuckDB alike: the time of writing after the file's name, before the row", () => {
    const order = (text: string, terms: readonly string[]) =>
      terms.map((term) => text.indexOf(term, text.indexOf("ORDER BY")));
    for (const [page, terms] of [
      [
        "warehouse/snowflake/current.ts",
        ["{TIME} DESC", "LOAD[0-9A-F]{8}", "REGEXP_REPLACE(l._file", "_modified DESC", "_row DESC"],
      ],
      ["local/current-rows.ts", ["dms_replicated_at", "LOAD[0-9A-F]{8}", "file DESC", "modified DESC", "number DESC"]],
    ] as const) {
      const places = order(read(page), terms);
      expect(places, page)
        .to.deep.equal([...places].sort((a, b) => a - b))
        .and.not.include(-1);
    }
  });

  it("[P-09] orders changes in dbt and in DuckDB alike: moment, a change before the load, sequence, file, row", () => {
    const dbt = read("warehouse/dbt/macros/order.sql").split("macro newest_first")[1] ?? "";
    expect(dbt).to.match(
      /^.*\n\s*_moment desc, .*(LOAD|is_full_load).*, _sequence desc nulls last, _file desc,.* _row desc/,
    );
    const [, , duck = ""] = read("local/lake/current-rows.ts").replace(/\s+/g, " ").split("ORDER BY ");
    expect(duck).to.match(
      /^_moment DESC, .*LOAD.*, \S*SEQUENCE\S* DESC NULLS LAST, filename DESC, file_row_number DESC/,
    );
  });

  it("[C-058, C-059, C-060, C-061] gives the checks after a deploy as commands", () => {
    const [, checks] = read("docs/runbook.md").split("## Check after a deploy");
    for (const command of ["npm run -s ops -- status", "mongodb-data/", '$.message = "cleaned"', "gunzip"]) {
      expect(checks).to.include(command);
    }
  });

  it("[C-063] shows the flow as a figure and the sequence in words", () => {
    expect(read("docs/architecture.md")).to.include("```mermaid").and.include("## Processing sequence");
  });
});

describe("The README of a layer", () => {
  const LAYERS = ["command", "contracts", "environments", "functions", "local", "ops", "review", "stacks", "warehouse"];

  for (const layer of LAYERS)
    it(`of ${layer}/ is short, and names only files that exist`, () => {
      const text = read(`${layer}/README.md`);
      expect(text.split("\n").length - 1).to.be.at.most(25);
      const named = [...text.matchAll(/`([\w./-]+\.(?:ts|md))`/g)].map(([, file]) => file as string);
      const missing = named.filter(
        (file) =>
          ![".", layer, `${layer}/cleaner`, `${layer}/mongodb-to-snowflake`, `${layer}/snowflake`].some((folder) =>
            existsSync(join(folder, file)),
          ),
      );
      expect(missing).to.deep.equal([]);
    });
});

function headings(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    (title as string)
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}
