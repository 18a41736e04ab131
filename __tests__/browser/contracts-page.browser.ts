import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { HOSTILE, pageWith, pageWithTable } from "../review/contracts-page/page-fixture.ts";
import { hardToRead } from "./contrast.ts";

const CHROMIUM = "/usr/bin/chromium";
const ARGS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

describe("The contracts page, in a browser", function () {
  this.timeout(60_000);

  let folder: string;
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let refused: string[];
  let errors: string[];

  before(async () => {
    expect(existsSync(CHROMIUM), `${CHROMIUM} is not here: npm run setup -- browser --yes`).to.equal(true);
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    [requests, refused, errors] = [[], [], []];
  });
  afterEach(() => page.close());

  async function open(options: BrowserContextOptions = {}, text = pageWith()): Promise<void> {
    const file = join(folder, "contracts.html");
    await writeFile(file, text);
    page = await browser.newPage(options);
    page.on("request", (request) => requests.push(request.url()));
    page.on("requestfailed", (request) => refused.push(`${request.url()} ${request.failure()?.errorText}`));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  }

  const text = (selector: string) => page.locator(selector).innerText();
  const shown = (selector: string) => page.locator(selector).filter({ visible: true });
  const fieldOf = (path: string) => page.locator(`#collection-tickets [data-find="${path}"]`);
  const rowOf = (path: string) => fieldOf(path).locator("> .row").innerText();

  it("begins with the commit, the date, the verdict and the figures", async () => {
    await open();
    const [header] = await page.getByRole("banner").allInnerTexts();
    expect(header)
      .to.include("Commit 0123abc of 2026-11-20 23:59 UTC, with changes to contracts/ that are not committed.")
      .and.include(", commit 4567def of 2026-10-01 00:00 UTC. Page made 2026-11-21 12:00 UTC.")
      .and.match(
        /More leaves than at v1<img .*: 5 fields in 2 collections\. 4 fields in 2 collections no longer leave\./,
      );
    const figures =
      "[...document.querySelectorAll('.figure')].map((each) => [each.querySelector('dt').firstChild.data, each.querySelector('dd').innerText])";
    expect(await page.evaluate(figures)).to.deep.equal([
      ["collections", "2"],
      ["listed fields leave", "7"],
      ["new", "5"],
      ["removed", "4"],
      ["dropped", "7"],
      ["not in RAW", "3"],
    ]);
  });

  it("shows each collection: its purpose, what leaves and how, and what is dropped", async () => {
    await open();
    const headings = await page.locator(".collection h2").allInnerTexts();
    expect(headings.map((each) => each.split("\n")[0])).to.deep.equal(["tickets", "skus", "people"]);
    expect(await page.locator("#collection-tickets .purpose").allInnerTexts()).to.deep.equal([
      `Tickets by state, ${HOSTILE}.`,
      "No names.",
    ]);
    expect(await text("#collection-skus .purpose")).to.equal("No purpose is written above its mask.");
    expect(await rowOf("array_labels")).to.match(/^array_labels\s.*JSON, whole$/s);
    expect(await rowOf("address")).to.match(/in part$/);
    expect(await fieldOf("address").locator("> .dropped").innerText()).to.match(
      /dropped\s+city\s+1 more, whose name is not shown/,
    );
    expect(await text("#collection-tickets ul.dropped")).to.match(/✕ status\s+✕ comment\s+✕ 1 more, whose name is not/);
  });

  it("marks what changed with a word and a sign, in the list of changes and at its place", async () => {
    await open();
    expect(await rowOf("state")).to.match(/^state\s+~ other form\s+JSON, whole$/);
    expect(await rowOf("address")).to.match(/^address\s+− now in part\s/);
    expect(await rowOf("array_labels")).to.match(/^array_labels\s+\+ new\s/);
    expect(await rowOf("phone")).to.match(/^phone\s+− no longer leaves$/);
    expect(await text("#collection-skus h2")).to.match(/^skus\s+\+ new collection$/);
    expect(await text("#collection-people h2")).to.match(/^people\s+− no longer replicated$/);
    const changes = await text(".changes");
    expect(changes)
      .to.match(/array_labels \+ new\n/)
      .and.match(/address − now in part Before, all of it left\. Now only address\.country, address\.geo\.region\.\n/)
      .and.match(/skus \+ new collection/)
      .and.match(/phone − no longer leaves\n/);
    expect(changes.indexOf("array_labels")).to.be.below(changes.indexOf("phone"), "what leaves more comes first");
  });

  it("shows what RAW contradicts", async () => {
    await open();
    expect(await text(".panel.check"))
      .to.include("Status (did you mean status?)")
      .and.include("tickets: 1 RAW file would fail with RECORD_WIDTH.")
      .and.include("RAW has files of unlisted collections, of which nothing leaves: audit.");
    expect(await rowOf("Status")).to.match(/\? not in RAW/);
    expect(await fieldOf("Status").innerText()).to.include("RAW has status. Did you mean that?");
  });

  it("finds a field with its parents in all collections, and counts the matches", async () => {
    await open();
    await page.getByLabel("Find a field").fill("REGION");
    const names = (await shown("[data-find] > .row").allInnerTexts()).map((row) => row.split(/\s/)[0]);
    expect(names).to.deep.equal(["address", "geo", "region"]);
    expect(await shown("section h2").allInnerTexts()).to.deep.equal(["tickets"]);
    expect(await page.getByRole("status").innerText()).to.equal("1 field");
    await page.getByLabel("Find a field").fill("status");
    expect(await fieldOf("Status").isVisible()).to.equal(true);
    await page.getByLabel("Find a field").fill("");
    expect(await shown(".collection").count()).to.equal(3);
    expect(await page.getByRole("status").innerText()).to.equal("");
  });

  it("can show only what changed", async () => {
    await open();
    await page.getByLabel("Only what changed").check();
    expect(await fieldOf("array_labels").isVisible()).to.equal(true);
    expect(await fieldOf("oid__id").isVisible()).to.equal(false);
    expect(await fieldOf("comment").isVisible()).to.equal(false);
    await page.getByLabel("Find a field").fill("phone");
    expect(await shown(".field").count()).to.equal(1);
  });

  it("shows a table with its key, its large object and its place in the lake, and finds its columns", async () => {
    await open({}, pageWithTable());
    const [header] = await page.getByRole("banner").allInnerTexts();
    expect(header).to.match(/2\s+collections\s+1\s+table\b|collections\s+2\s+table\s+1/);
    const table = page.locator(".collection", { hasText: "practice/notes" });
    expect(await table.innerText())
      .to.include("A table of MySQL, with the key practice_id, id.")
      .and.match(/body\s+\+ new\s+phi free_text\s*text\s+A large object, of up to 2,048 KB\./)
      .and.match(/dms_replicated_at, Op, dms_change_sequence\s*in every table/);
    await page.getByLabel("Find a field").fill("signed");
    expect(await shown("section h2").allInnerTexts()).to.deep.equal(["practice/notes"]);
    expect((await hardToRead(page)).found).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it("can be read without scripts", async () => {
    await open({ javaScriptEnabled: false });
    expect(await page.getByLabel("Find a field").isVisible()).to.equal(false);
    expect(await shown(".collection").count()).to.equal(3);
  });

  it("can be used with only the keyboard", async () => {
    await open();
    const reached: string[] = [];
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      const outline = "getComputedStyle(document.activeElement).outlineStyle";
      expect(await page.evaluate(outline)).to.equal("solid");
      reached.push(
        (await page.evaluate(
          "document.activeElement.id || document.activeElement.hash || document.activeElement.tagName",
        )) as string,
      );
    }
    expect(reached).to.include.members(["find", "only", "#collection-tickets", "#collection-people", "SUMMARY"]);
    await page.getByRole("navigation").getByRole("link", { name: "skus" }).press("Enter");
    expect(page.url()).to.match(/#collection-skus$/);
  });

  it("sends no request, and never treats a name as script or style", async () => {
    await open();
    await page.locator("#collection-tickets summary").click();
    expect(await shown(".places li").allInnerTexts()).to.deep.equal([
      "s3://legion-clean-analytics/production-us-west-2/clean/legion/tickets/",
    ]);
    expect(requests).to.have.length(1);
    expect(await page.title()).to.equal("What may leave");
    expect(await page.locator("img").count()).to.equal(0);
    expect(errors).to.deep.equal([]);
  });

  it("would not run an injected script, and not load an image", async () => {
    const injected = `<script>document.title = "evil"</script>${HOSTILE}<b style="color: red">x</b>`;
    await open({}, pageWith().replace("<main>", `<main>${injected}`));
    expect(await page.title()).to.equal("What may leave");
    expect(refused).to.deep.equal(["https://evil.example/x csp"]);
    expect(await page.evaluate("getComputedStyle(document.querySelector('b')).color")).to.match(/^rgb\((?!255)/);
    expect(errors.join()).to.include("Content Security Policy");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has text with enough contrast, ${colorScheme}`, async () => {
      await open({ colorScheme });
      await page.locator("#collection-tickets summary").click();
      const { found, looked } = await hardToRead(page);
      expect(found).to.deep.equal([]);
      expect(looked).to.be.above(100);
    });
  }

  it("differs between light and dark, and is light on paper", async () => {
    const background = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    await open({ colorScheme: "light" });
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await background()).not.to.equal(light);
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await background()).to.equal("rgb(255, 255, 255)");
    expect((await hardToRead(page)).found).to.deep.equal([]);
    expect(await page.getByRole("navigation").isVisible()).to.equal(false);
  });

  for (const width of [320, 400, 800, 1400]) {
    it(`needs no horizontal scrolling at ${width} pixels`, async () => {
      await open({ viewport: { width, height: 640 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).to.be.at.most(width);
    });
  }
});
