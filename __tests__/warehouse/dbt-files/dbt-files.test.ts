import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { phi } from "../../../contracts/field.ts";
import { SOURCES } from "../../../contracts/index.ts";
import type { Sources } from "../../../contracts/source.ts";
import { type Table, table } from "../../../contracts/table.ts";
import { dbtText } from "../../../local/dbt/write-models.ts";
import { DBT_ERRORS } from "../../../warehouse/dbt-files/dbt-errors.ts";
import { dbtFiles } from "../../../warehouse/dbt-files/dbt-files.ts";
import { RULES } from "../../../warehouse/dbt-files/order-rules.ts";
import { orderTests } from "../../../warehouse/dbt-files/order-test.ts";

const GENERATED = "warehouse/dbt/models/generated";

const CLINIC: Sources = {
  clinic: {
    engine: "mysql",
    tables: {
      Visits: table({ key: ["Id", "day"], columns: { Id: "integer", day: "date", patient: phi("name") } }),
    },
  },
};

interface Properties {
  readonly sources: readonly { readonly tables: readonly object[] }[];
  readonly models: readonly { readonly name: string; readonly config: object }[];
}

describe("The errors of dbt's macros", () => {
  it("are those whose meaning is documented", () => {
    const macros = readdirSync("warehouse/dbt/macros").map((name) =>
      readFileSync(`warehouse/dbt/macros/${name}`, "utf8"),
    );
    const codes = macros.flatMap((text) =>
      [...text.matchAll(/raise_compiler_error\('([A-Z]+_[A-Z_]+)\b/g)].map(([, code]) => code),
    );
    expect(codes).to.have.members(Object.keys(DBT_ERRORS));
  });
});

describe("The dbt models", () => {
  it("[P-11, P-12] are as the contracts say (npm run docs writes them)", () => {
    const written = readdirSync(GENERATED, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = dbtFiles(SOURCES);
    expect(written.sort()).to.deep.equal(files.map(({ path }) => join(GENERATED, path)).sort());
    for (const file of files) expect(dbtText(file)).to.equal(readFileSync(join(GENERATED, file.path), "utf8"));
  });

  it("[P-10, P-12] are several for each table, each one line that calls the macro of its kind", () => {
    const models = dbtFiles(CLINIC).flatMap((file) => ("sql" in file ? [[file.path, file.sql]] : []));
    expect(models).to.deep.equal(
      ["cdc", "current", "history", "daily", "analytics"].map((kind) => [
        `${kind}/clinic__visits_${kind}.sql`,
        `{{ ${kind}('clinic', 'Visits') }}\n`,
      ]),
    );
    for (const [path = ""] of models) {
      const macro = readFileSync(`warehouse/dbt/macros/${path.split("/")[0]}.sql`, "utf8");
      expect(macro, path).to.match(/^\{#[^#]+#\}\n\{% macro \w+\(database, table\) %\}/);
    }
  });

  it("have the contract's columns with their names in Parquet, types and classes, in properties that YAML keeps", () => {
    const { sources, models } = propertiesOf(CLINIC);
    expect(sources[0]?.tables).to.deep.equal([
      {
        name: "Visits",
        identifier: "visits",
        config: { meta: { folder: "lake_clinic/Visits/", key: ["id", "day"] } },
        columns: [
          { name: "id", data_type: "NUMBER(38,0)", config: { meta: { parquet: "Id" } } },
          { name: "day", data_type: "DATE", config: { meta: { parquet: "day" } } },
          { name: "patient", data_type: "VARCHAR", config: { meta: { parquet: "patient", tag: "phi", kind: "name" } } },
        ],
      },
    ]);
    expect(models.map(({ config }) => (config as { schema: string }).schema)).to.deep.equal([
      ...["clinic_cdc", "current_clinic", "history_clinic", "daily_clinic", "analytics_clinic"],
    ]);
  });

  it("have partitions by a date that only functions make which Snowflake is known to allow there", () => {
    const macro = readFileSync("warehouse/dbt/macros/external_tables.sql", "utf8");
    const [, day = ""] = macro.split("{% macro day_of(file) %}");
    const [body = ""] = day.split("{% endmacro %}");
    const called = new Set([...body.matchAll(/\b([A-Z_]+)\(/g)].map(([, name]) => name));
    expect([...called]).to.have.members(["SPLIT_PART", "SUBSTR", "TO_DATE"]);
    expect(body).to.not.match(/\b(CASE|IFF|COALESCE|NULLIF)\b/i);
  });

  it("are of relational sources only", () => {
    expect(dbtFiles({ shop: { engine: "mongodb", collections: { orders: { total: true } } } })).to.deep.equal([]);
  });
});

function propertiesOf(sources: Sources): Properties {
  const file = dbtFiles(sources).find(({ path }) => path.endsWith(".yml"));
  return parse(file === undefined ? "" : dbtText(file)) as Properties;
}

describe("The unit tests of the order of changes", () => {
  interface Order {
    readonly name: string;
    readonly model: string;
    readonly given: readonly { readonly rows: readonly Readonly<Record<string, unknown>>[] }[];
    readonly expect: { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  }
  const orderOf = (contract: Table) => orderTests("clinic", "Visits", contract) as Order[];
  const keysOf = (rows: Order["expect"]["rows"], names: readonly string[]) =>
    new Set(rows.map((row) => JSON.stringify(names.map((name) => row[name])))).size;

  it("are there for current rows and for history, and tell keys apart whatever their types", () => {
    for (const type of ["integer", "text", "date", "timestamp", "decimal(4,1)"] as const) {
      const [current, history, ...others] = orderOf({ key: ["open", "Id"], columns: { open: "boolean", Id: type } });
      expect(others).to.deep.equal([]);
      expect([current?.name, current?.model]).to.deep.equal(["clinic__visits_order", "clinic__visits_current"]);
      expect([history?.name, history?.model]).to.deep.equal(["clinic__visits_versions", "clinic__visits_history"]);
      expect(keysOf(current?.given[0]?.rows ?? [], ["id"]), type).to.equal(RULES.length);
      expect(current?.expect.rows, type).to.have.length(RULES.length - 1);
    }
  });

  it("are several where a key has few values, so that each rule has a key of its own", () => {
    for (const [key, tests] of [
      [["open"], 4],
      [["open", "paid"], 2],
      [["open", "paid", "sent"], 1],
    ] as const) {
      const columns = Object.fromEntries(key.map((column) => [column, "boolean" as const]));
      const all = orderOf({ key, columns });
      expect(all, key.join()).to.have.length(2 * tests);
      expect(new Set(all.map(({ name }) => name)).size).to.equal(2 * tests);
      for (const { name, given } of all) {
        expect(name, "up to its last _ it names the table").to.match(/^clinic__visits_[a-z]+\d?$/);
        expect(keysOf(given[0]?.rows ?? [], key)).to.equal(RULES.length / tests);
      }
    }
  });
});
