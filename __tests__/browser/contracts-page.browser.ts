import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, chromium, type Page } from "playwright-core";
import type { CollectionPage } from "../../review/contracts-page/describe.ts";
import { contractsPage } from "../../review/contracts-page/page.ts";

const CHROMIUM = "/usr/bin/chromium";
const EVIL = `<img src=x onerror="document.title='evil'">`;

const COLLECTIONS: readonly CollectionPage[] = [
  {
    collection: "tickets",
    hasSample: true,
    columns: [
      { column: "state", fate: "whole", paths: [] },
      { column: "address", fate: "in part", paths: ["address.country"] },
      { column: "email", fate: "dropped", paths: [] },
      { column: EVIL, fate: "whole", paths: [EVIL] },
    ],
    droppedUnnamed: 2,
    absent: ["gone"],
    lands: ["s3://clean/tickets/"],
  },
  {
    collection: "skus",
    hasSample: false,
    columns: [{ column: "name", fate: "whole", paths: [] }],
    droppedUnnamed: 0,
    absent: [],
    lands: [],
  },
];

describe("The page of what may leave, in a browser", function () {
  this.timeout(60_000);

  let folder: string;
  let browser: Browser;
  let page: Page;
  let asked: string[];
  let errors: string[];

  before(async () => {
    expect(existsSync(CHROMIUM), `${CHROMIUM} is not here: apt-get install chromium`).to.equal(true);
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    await writeFile(join(folder, "contracts.html"), contractsPage(COLLECTIONS));
    const args = [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    [asked, errors] = [[], []];
    page = await browser.newPage();
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(pathToFileURL(join(folder, "contracts.html")).href);
  });
  afterEach(() => page.close());

  const text = (selector: string) => page.locator(selector).innerText();
  const visible = (selector: string) => page.locator(selector).filter({ visible: true }).count();

  it("shows each collection: what passes, in which parts, what is dropped, what is missed", async () => {
    expect(await page.getByRole("heading", { level: 2 }).allInnerTexts()).to.deep.equal(["tickets", "skus"]);
    const tickets = await text("#tickets");
    expect(tickets).to.include("3 columns leave, 3 are dropped.");
    expect(tickets)
      .to.match(/state\s+✓ whole/)
      .and.match(/address\s+✓ in part\s+address\.country/)
      .and.match(/email\s+✕ dropped/);
    expect(tickets).to.include("2 more are dropped; their names may be personal.");
    expect(tickets).to.include("Listed, and in none of the RAW files: gone.");
    expect(await text("#skus")).to.include("no RAW file of it was given");
  });

  it("says where the rows land, when it is asked", async () => {
    expect(await visible("#tickets details li")).to.equal(0);
    await page.locator("#tickets summary").click();
    expect(await text("#tickets details li")).to.equal("s3://clean/tickets/");
  });

  it("finds a field among all collections, and says how often", async () => {
    await page.getByLabel("Find a field").fill("STATE");
    expect(await visible("tbody tr")).to.equal(1);
    expect(await visible("section")).to.equal(1);
    expect(await page.getByRole("status").innerText()).to.equal("1 column");
    await page.getByLabel("Find a field").fill("");
    expect(await visible("tbody tr")).to.equal(5);
  });

  it("leads to a collection from the list of them", async () => {
    await page.getByRole("link", { name: "skus" }).click();
    expect(page.url()).to.match(/#skus$/);
  });

  it("asks nobody for anything, and runs nothing that stands in a name", async () => {
    await page.locator("#tickets summary").click();
    expect(asked).to.have.length(1);
    expect(await page.title()).to.equal("What may leave");
    expect(await page.locator("img").count()).to.equal(0);
    expect(errors).to.deep.equal([]);
  });

  it("fits the narrow screen of a telephone", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    const [wide, shown] = (await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")) as [
      number,
      number,
    ];
    expect(wide).to.be.at.most(shown);
  });
});
