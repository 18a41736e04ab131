import { type Comment, parse } from "oxc-parser";

/** The paragraphs of the doc comment above an exported constant, without its tags; none if it has no doc comment. */
export async function docComment(text: string, exported: string): Promise<string[]> {
  const { program, comments } = await parse("source.ts", text);
  const index = program.body.findIndex((statement) => declares(statement, exported));
  if (index === -1) return [];
  const from = program.body[index - 1]?.end ?? 0;
  const to = program.body[index]?.start ?? 0;
  const above = comments.filter((comment) => isDoc(comment) && comment.start >= from && comment.end <= to);
  return paragraphs(above.at(-1)?.value ?? "");
}

type Statement = Awaited<ReturnType<typeof parse>>["program"]["body"][number];

function declares(statement: Statement, name: string): boolean {
  const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declaration?.type !== "VariableDeclaration") return false;
  return declaration.declarations.some(({ id }) => id.type === "Identifier" && id.name === name);
}

function isDoc({ type, value }: Comment): boolean {
  return type === "Block" && value.startsWith("*");
}

function paragraphs(comment: string): string[] {
  const lines = comment.split(/\r?\n/).map((line) => line.replace(/^\s*\*+ ?/, "").trim());
  const firstTag = lines.findIndex((line) => line.startsWith("@"));
  const text = (firstTag === -1 ? lines : lines.slice(0, firstTag)).join("\n");
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll("\n", " ").trim())
    .filter((paragraph) => paragraph !== "");
}
