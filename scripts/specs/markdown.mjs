// Reads a markdown document: headings, links, fenced blocks and requirements, each with its line.

const FENCE = /^[\s>]*(`{3,}|~{3,})\s*([^\s`]*)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;
const REQUIREMENT = /^\s*[-*+] \*\*([A-Z]{2,}-\d+)\*\*(.*)$/;
const INLINE_LINK =
  /!?\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*(<[^>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+["'(][^)]*)?\s*\)/g;
const REFERENCE = /^ {0,3}\[[^\]]+\]:\s*(<[^>]*>|\S+)/;

/** A document as the checks need it. `path` is relative to the project, with forward slashes. */
export function readMarkdown(path, text) {
  const document = { path, anchors: new Set(), links: [], fences: [], requirements: [], prose: [] };
  const slugs = new Map();
  let section = "";
  let fence;
  text.split(/\r?\n/).forEach((source, index) => {
    const line = index + 1;
    const [, marks, language] = FENCE.exec(source) ?? [];
    if (fence) {
      if (marks?.startsWith(fence) && source.trim().replace(/^[>\s]*/, "") === marks) fence = undefined;
      return;
    }
    if (marks) {
      fence = marks;
      document.fences.push({ line, language });
      return;
    }
    const prose = source.replace(/(`+)(?:(?!\1).)+?\1/g, (code) => " ".repeat(code.length));
    document.prose.push({ line, text: prose });
    const heading = HEADING.exec(source)?.[2];
    if (heading !== undefined) {
      section = slugOf(heading, slugs);
      document.anchors.add(section);
    }
    for (const [, id] of source.matchAll(/<a\s[^>]*\b(?:id|name)="([^"]+)"/g)) document.anchors.add(id);
    const requirement = REQUIREMENT.exec(source);
    if (requirement)
      document.requirements.push({ id: requirement[1], text: requirement[2].trim(), path, line, section });
    const targets = [...prose.matchAll(INLINE_LINK), ...[REFERENCE.exec(prose)].filter(Boolean)];
    for (const [, target] of targets) document.links.push({ line, target: target.replace(/^<|>$/g, "") });
  });
  return document;
}

/** The anchor that GitHub gives a heading; the second of the same name gets -1, and so on. */
function slugOf(heading, seen) {
  const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  const slug = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
  const count = seen.get(slug) ?? 0;
  seen.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}
