import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type CostLine, estimateStack } from "../../ops/cost/estimate.ts";
import { listPrice, type PriceItem } from "../../ops/cost/prices.ts";
import { production } from "../stacks/snowflake-to-postgres/fixtures.ts";
import { synthModules, synthNetwork } from "../stacks/snowflake-to-postgres/synth.ts";
import { once } from "../stacks/synth.ts";

const HOURS = 730;
const REGION = "us-west-2";

describe("The costs in docs/snowflake-to-postgres.md", () => {
  const [, section = ""] = readFileSync("docs/snowflake-to-postgres.md", "utf8").split("\n## What it costs\n");
  const rows = new Map(
    [...section.matchAll(/^\| `([^`]+)` \| .+? \| (.+?) \| (.*?) ?\|$/gm)].map(
      ([, what = "", price = "", idle = ""]) => [what, { price, idle }] as const,
    ),
  );
  /** What `ops cost` says of the modules with default settings, and of a network with a NAT gateway. */
  const lines = once(() => {
    const network = { cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 } as const;
    const stacks = [...synthModules().values(), synthNetwork({ ...production(), network })];
    return stacks.flatMap((stack) => estimateStack("a-stack", stack).lines);
  });

  it("are all that the modules are charged for, and interface endpoints, which other modules may need", () => {
    const charged = new Set(lines().map(({ what }) => what));
    expect([...rows.keys()]).to.have.members([...charged, "interface endpoints"]);
  });

  it("have the list price, or AWS's page if there is none for the region", () => {
    const items = new Map<string, PriceItem>(lines().map(({ what, item }) => [what, item]));
    for (const [what, { price }] of rows) {
      const { page, unit, usd } = listPrice(items.get(what) ?? "endpointHour");
      const own = usd[REGION];
      if (own === undefined) expect(price, what).to.include(`](${page})`);
      else expect(price, what).to.match(new RegExp(`^${digits(own)} an? ${unit}`));
      const elsewhere = usd["us-east-1"];
      if (own === undefined && elsewhere !== undefined)
        expect(price, what).to.match(new RegExp(`^${digits(elsewhere)} an? ${unit} in Virginia`));
    }
  });

  it("have what a month without use costs: of all modules together, or of each where their number is a setting", () => {
    for (const [what, { idle, price }] of rows) {
      const found = lines().filter((line) => line.what === what);
      const each = /^([\d.]+) each$/.exec(idle)?.[1];
      if (each !== undefined) expect(each, what).to.equal((Number.parseFloat(price) * HOURS).toFixed(2));
      else expect(idle, what).to.equal(monthly(found));
    }
  });
});

/** `ops cost` writes it in the same way. */
function monthly(lines: readonly CostLine[]): string {
  const idle = lines.map(({ idleUsd }) => idleUsd);
  if (idle.includes(null)) return "not priced";
  const known = idle.filter((usd) => typeof usd === "number");
  return known.length === 0 ? "" : known.reduce((sum, usd) => sum + usd, 0).toFixed(2);
}

/** A price as a pattern: 0.0000133334 and not 1.33334e-5. */
function digits(usd: number): string {
  return usd
    .toFixed(10)
    .replace(/\.?0+$/, "")
    .replace(".", "\\.");
}
