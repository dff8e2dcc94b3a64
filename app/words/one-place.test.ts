import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";

/** What of a component is read by people, and by no program. */
const READ = /^(aria-label|aria-description|alt|title|placeholder|label|legend|hint|heading|lead|act|text|formError)$/;
/** A name is the same everywhere; what is typed into a terminal as well. */
const SAME_EVERYWHERE = ["Clearlist", "curl", "git clone … && cd clearlist", "npm start", "UTC", "OpenAPI 3.1"];
/** For programmers, in the language of the contract. */
const IN_ENGLISH = [/^app\/contract\//, /^app\/routes\/(problem|reference)\.tsx$/];

const { PlusToken, BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken } = ts.SyntaxKind;
/** Between what may both be shown. */
const JOINS = new Set<ts.SyntaxKind>([PlusToken, BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken]);

/** The texts that a module shows by itself, by where they stand. */
function textsOf(name: string, source: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const note = (node: ts.Node, text: string) => {
    const said = text.trim();
    if (!/\p{Letter}/u.test(said.replace(/@@\w+@@|Clearlist/g, "")) || SAME_EVERYWHERE.includes(said)) return;
    found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${said}`);
  };
  /** Literals in what is shown: directly, and on either side of a choice. */
  const shown = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) note(node, node.text);
    else if (ts.isTemplateExpression(node))
      note(node, [node.head, ...node.templateSpans.map((span) => span.literal)].map((each) => each.text).join(" "));
    else if (ts.isConditionalExpression(node)) for (const each of [node.whenTrue, node.whenFalse]) shown(each);
    else if (ts.isBinaryExpression(node) && JOINS.has(node.operatorToken.kind)) {
      if (node.operatorToken.kind !== AmpersandAmpersandToken) shown(node.left);
      shown(node.right);
    } else if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) shown(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) shown(node.expression);
    else if (ts.isJsxAttribute(node) && READ.test(node.name.getText())) shown(node.initializer);
    else if (ts.isPropertyAssignment(node) && READ.test(node.name.getText())) shown(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("no page, component or action has a text of its own [UI-050]", () => {
  const names = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((name) => `app/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/words\//.test(name))
    .filter((name) => name.endsWith(".tsx") || name.startsWith("app/routes/"))
    .filter((name) => !IN_ENGLISH.some((each) => each.test(name)));
  expect(names.length).toBeGreaterThan(60);
  expect(names.flatMap((name) => textsOf(name, readFileSync(name, "utf8")))).toEqual([]);
});

test("a text of its own would be found wherever it is written [UI-050]", () => {
  const source = `const a = { label: "A label" };
    const page = <p title={on ? "On" : words.off}>Some text {"in braces"} {\`and \${n} more\`} <Field hint="A hint" name="x" /></p>;`;
  expect(textsOf("x.tsx", source).map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "A label",
    "On",
    "Some text",
    "in braces",
    "and   more",
    "A hint",
  ]);
});
