import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";
import { pii } from "../../contracts/field.ts";
import type { Source, Sources } from "../../contracts/source.ts";
import { odcsDocuments } from "../../review/contracts-odcs/documents.ts";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";

const TICKETS = { state: true, email: pii("email") } as const;
const INDEX = `import { tickets } from "./desk/tickets.ts";
import { plans } from "./shop/plans.ts";
export const EXPECTED_FIELDS_FOR_ANALYTICS = { tickets };
export const SOURCES = {
  desk: { engine: "mongodb", collections: EXPECTED_FIELDS_FOR_ANALYTICS },
  shop: { engine: "mysql", tables: { plans } },
};
`;
const FILES = {
  "desk/tickets.ts": `/** What was asked. */\nexport const tickets = { state: true };\n`,
  "shop/plans.ts": `import { table } from "../table.ts";

/** What is sold. */
export const plans = table({ key: ["id"], columns: { id: "integer" } });\n`,
};

describe("npm run contracts:odcs", () => {
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell odcs "));
    await copyRepository(repository, {});
    const contracts = join(repository, "contracts");
    for (const [file, text] of Object.entries({ "index.ts": INDEX, ...FILES })) {
      await mkdir(dirname(join(contracts, file)), { recursive: true });
      await writeFile(join(contracts, file), text);
    }
  });
  after(() => rm(repository, { recursive: true }));

  const odcs = (...args: string[]) => {
    return runHere("review/contracts-odcs.ts", args, { repository, calledFrom: repository });
  };

  it("writes one document per source to standard output, each with the purpose of what it lists", async () => {
    const { status, stdout, stderr } = await odcs();
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const documents = parseAllDocuments(stdout).map((document) => document.toJS() as Read);
    expect(documents.map(({ apiVersion, id }) => [apiVersion, id])).to.deep.equal([
      ["v3.1.0", "clearwell-desk"],
      ["v3.1.0", "clearwell-shop"],
    ]);
    expect(documents.map(({ schema }) => schema.map(({ description }) => description))).to.deep.equal([
      ["What was asked."],
      ["What is sold."],
    ]);
  });

  it("writes the same into one file per source, and names the files", async () => {
    const { status, stdout, stderr } = await odcs("--output", "catalogue/of all");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const folder = join(repository, "catalogue/of all");
    const files = ["desk.odcs.yaml", "shop.odcs.yaml"];
    expect(stdout).to.equal(files.map((file) => `${join(folder, file)}\n`).join(""));
    expect((await readdir(folder)).sort()).to.deep.equal(files);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    expect((await odcs()).stdout).to.equal(texts.join("---\n"));
  });

  it("ends with 2 and the reason if the folder can't be written", async () => {
    for (const [folder, code] of [
      ["package.json", "EEXIST|ENOTDIR"],
      ["/proc/nowhere/below", "ENOENT"],
    ] as const) {
      const { status, stdout, stderr } = await odcs("--output", folder);
      expect({ status, stdout }, folder).to.deep.equal({ status: 2, stdout: "" });
      expect(stderr, folder).to.match(new RegExp(`^--output .*${folder} can't be written \\((${code})\\)\\.\n$`));
    }
  });

  it("ends with 1 and all mistakes if the contracts have some, and writes nothing", async () => {
    await writeFile(join(repository, "contracts/desk/tickets.ts"), "export const tickets = { email: true, state: 1 };");
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "review/contracts-odcs.ts"], {
      cwd: repository,
      encoding: "utf8",
    });
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.include("2 problems").and.include("desk.tickets.email").and.include("desk.tickets.state");
  });
});

describe("The document of a source", () => {
  const source = (collections: object) => ({ engine: "mongodb", collections }) as Source;
  const textOf = async (sources: Sources, file: string) =>
    (await odcsDocuments(sources, process.cwd(), "0.1.0")).get(file) ?? expect.fail(file);

  it("is the same text each time, whatever other sources there are", async () => {
    const desk = source({ tickets: TICKETS });
    const alone = await textOf({ desk }, "desk.odcs.yaml");
    expect(await textOf({ shop: source({ a: { b: true } }), desk }, "desk.odcs.yaml")).to.equal(alone);
  });

  it("has a semantic version that changes with its content alone", async () => {
    const versions = await Promise.all(
      [{ tickets: TICKETS }, { tickets: { ...TICKETS } }, { tickets: { ...TICKETS, state: "integer" } }].map(
        async (collections) => (parse(await textOf({ desk: source(collections) }, "desk.odcs.yaml")) as Read).version,
      ),
    );
    for (const version of versions) expect(version).to.match(/^0\.1\.0\+[0-9a-f]{8}$/);
    expect(versions[0]).to.equal(versions[1]).and.not.equal(versions[2]);
  });

  it("means the same to a reader of YAML 1.1", async () => {
    const words = { no: true, on: true, "1.10": true, "2026-01-01": true, "a: b": true, "line\nbreak": true } as const;
    const text = await textOf({ desk: source({ no: words, yes: words }) }, "desk.odcs.yaml");
    const { schema } = parse(text, { version: "1.1" }) as Read;
    expect(schema.map(({ name }) => name)).to.deep.equal(["no", "yes"]);
    expect(schema[0]?.properties.map(({ name }) => name)).to.include.members(Object.keys(words));
  });
});

interface Read {
  readonly apiVersion: string;
  readonly id: string;
  readonly version: string;
  readonly schema: readonly { name: string; description?: string; properties: readonly { name: string }[] }[];
}
