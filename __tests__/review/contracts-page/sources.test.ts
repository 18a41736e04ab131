import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { AllowList } from "../../../contracts/mask.ts";
import { sourcesOf } from "../../../review/contracts-page/sources.ts";

const INDEX = `
import { lines as orderLines } from "./shop/order-lines.ts";
import { users } from "./shop/users.ts";
const own = { a: true };
export const LIST = { "order-lines": orderLines, users, own };
`;

describe("The source of a collection", () => {
  let repository: string;
  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell sources "));
    await mkdir(join(repository, "contracts/shop"), { recursive: true });
    await writeFile(join(repository, "package.json"), '{"type":"module"}');
    await writeFile(join(repository, "contracts/index.ts"), INDEX);
    await writeFile(
      join(repository, "contracts/shop/order-lines.ts"),
      "/** Other data. */\nexport const others = {};\n/** Lines of orders. */\nexport const lines = { sku: true };\n",
    );
    await writeFile(join(repository, "contracts/shop/users.ts"), "export const users = { plan: true };\n");
  });
  after(() => rm(repository, { recursive: true }));

  it("is the file and the comment of the mask that is listed, however the index spells it", async () => {
    const index = (await import(pathToFileURL(join(repository, "contracts/index.ts")).href)) as { LIST: AllowList };
    expect(Object.fromEntries(await sourcesOf(index.LIST, repository))).to.deep.equal({
      "order-lines": { file: "contracts/shop/order-lines.ts", purpose: ["Lines of orders."] },
      users: { file: "contracts/shop/users.ts", purpose: [] },
    });
  });
});
