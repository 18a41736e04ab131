import { expect } from "chai";
import { docComment } from "../../../review/contracts-page/doc-comment.ts";

const MASK = "export const orders: Mask = { total: true };\n";

describe("The doc comment above a mask", () => {
  const cases: readonly [what: string, source: string, paragraphs: string[]][] = [
    ["is its text", `/** What was bought. */\n${MASK}`, ["What was bought."]],
    [
      "is one paragraph over several lines, and two with an empty line between",
      `/**\n * What was bought,\n *   and when.\n *\n * Not by whom.\n */\n${MASK}`,
      ["What was bought, and when.", "Not by whom."],
    ],
    ["ends where its tags begin", `/**\n * Orders.\n *\n * @see the shop\n * more of it\n */\n${MASK}`, ["Orders."]],
    ["is read with CRLF, too", `/**\r\n * Orders.\r\n */\r\n${MASK}`, ["Orders."]],
    ["is the nearest of two", `/** The licence. */\n/** Orders. */\n${MASK}`, ["Orders."]],
    ["is not the one above an import", `/** The licence. */\nimport type { Mask } from "../mask.ts";\n${MASK}`, []],
    ["is not a comment of another kind", `// Orders.\n/* Orders. */\n${MASK}`, []],
    ["may have one of another kind below it", `/** Orders. */\n// biome-ignore lint: so\n${MASK}`, ["Orders."]],
    ["is not the one above another constant", `/** Others. */\nexport const others = 1;\n${MASK}`, []],
    ["is not one inside it", "export const orders: Mask = {\n  /** In cents. */\n  total: true,\n};\n", []],
    ["is not text in a string", `const text = "/** Orders. */";\n${MASK}`, []],
    [
      "is found if the constant is exported at the end",
      "/** Orders. */\nconst orders = {};\nexport { orders };\n",
      ["Orders."],
    ],
    ["is empty for a name that does not exist", "/** Orders. */\nexport const others = 1;\n", []],
  ];
  for (const [what, source, paragraphs] of cases) {
    it(what, async () => {
      expect(await docComment(source, "orders")).to.deep.equal(paragraphs);
    });
  }
});
