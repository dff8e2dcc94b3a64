// Reads the tests of a TypeScript file without running it: titles, the ids in their square brackets, and what is skipped.

const CALL = /(?<![\w$.])(test|it|describe|suite)((?:\s*\.\s*\w+)*)\s*(?=[(<`])/g;
const GROUPS = new Set(["describe", "suite"]);
const SKIPPING = new Set(["skip", "fixme", "todo", "skipIf", "runIf"]);
/** These are called twice: first with cases or a condition, then with the title. */
const CURRIED = new Set(["each", "for", "skipIf", "runIf"]);
const OTHERS = ["concurrent", "sequential", "only", "serial", "parallel", "shuffle", "fail", "fails", "slow"];
const KNOWN = new Set([...GROUPS, ...SKIPPING, ...CURRIED, ...OTHERS]);
const ID_LIST = /\[([^[\]]*\b[A-Z]{2,}-\d+\b[^[\]]*)\]/g;
const NOTE = /\bspec:\s*(\S+)/;

/**
 * `titles`: each test and group with its ids, and whether it runs. `skips`: each call that skips, with the spec passage
 * named in a comment on its line or on the line above.
 */
export function readTests(path, source) {
  const { code, ends, comments } = mask(source);
  const lineOf = lines(source);
  const titles = [];
  const skips = [];
  for (const { 0: whole, 1: name, 2: dots, index } of code.matchAll(CALL)) {
    const words = dots
      .split(".")
      .map((word) => word.trim())
      .filter(Boolean);
    if (words.some((word) => !KNOWN.has(word))) continue;
    const line = lineOf(index);
    const start = argumentsOf(
      code,
      index + whole.length,
      ends,
      words.some((word) => CURRIED.has(word)),
    );
    if (start === undefined) continue;
    const title = literal(source, code, ends, start + 1);
    const skipping = words.some((word) => SKIPPING.has(word));
    if (skipping) skips.push({ line, note: noteAt(comments, lineOf, line) });
    if (title === undefined) continue;
    titles.push({
      path,
      line,
      ...idsIn(title),
      isGroup: GROUPS.has(name) || words.some((word) => GROUPS.has(word)),
      never: words.some((word) => word === "skip" || word === "fixme" || word === "todo"),
      start: index,
      end: closing(code, start),
    });
  }
  return { path, titles: titles.map((entry) => ({ ...entry, runs: runs(entry, titles) })), skips };
}

/** A group runs when a test in it does; whatever stands in a skipped group does not. */
function runs(entry, all) {
  const around = (outer, inner) => outer.isGroup && outer.start < inner.start && inner.end <= outer.end;
  const alive = (one) => !one.never && !all.some((outer) => outer.never && around(outer, one));
  return (
    alive(entry) && (!entry.isGroup || all.some((inner) => !inner.isGroup && around(entry, inner) && alive(inner)))
  );
}

function idsIn(title) {
  const ids = [...title.matchAll(ID_LIST)].flatMap(([, list]) => list.split(/[\s,]+/).filter(Boolean));
  return { title: title.replace(ID_LIST, "").replace(/\s+/g, " ").trim(), ids };
}

/** Where the parenthesis opens in which the title stands. */
function argumentsOf(code, from, ends, curried) {
  let at = skipSpace(code, from);
  if (code[at] === "<") at = skipSpace(code, afterTypes(code, at));
  if (curried) at = skipSpace(code, code[at] === "`" ? ends.get(at) : closing(code, at));
  return code[at] === "(" ? at : undefined;
}

/** The text of the literal at `at`, and of those that are joined to it with `+`. */
function literal(source, code, ends, at) {
  let text;
  for (let start = skipSpace(code, at); ends.has(start); ) {
    const end = ends.get(start);
    text = (text ?? "") + source.slice(start + 1, end - 1).replace(/\\(["'`\\$])/g, "$1");
    const plus = skipSpace(code, end);
    if (code[plus] !== "+") break;
    start = skipSpace(code, plus + 1);
  }
  return text;
}

function noteAt(comments, lineOf, line) {
  const near = comments.filter(({ end }) => lineOf(end) === line || lineOf(end) === line - 1);
  return near.map(({ text }) => NOTE.exec(text)?.[1]).find(Boolean);
}

function skipSpace(code, at) {
  while (/\s/.test(code[at] ?? "")) at++;
  return at;
}

/** The position after the bracket that closes the one at `at`. */
function closing(code, at) {
  let depth = 0;
  for (let i = at; i < code.length; i++) {
    if ("([{".includes(code[i])) depth++;
    if (")]}".includes(code[i]) && --depth === 0) return i + 1;
  }
  return code.length;
}

function afterTypes(code, at) {
  let depth = 0;
  for (let i = at; i < code.length; i++) {
    if (code[i] === "<") depth++;
    if (code[i] === ">" && code[i - 1] !== "=" && --depth === 0) return i + 1;
  }
  return code.length;
}

function lines(source) {
  const starts = [0];
  for (let i = 0; i < source.length; i++) if (source[i] === "\n") starts.push(i + 1);
  return (position) => starts.findLastIndex((start) => start <= position) + 1;
}

/** After these a slash begins a regular expression; after anything else it divides. */
const BEFORE_REGEX = /(?:^|[([{,;:=!&|?+\-*%~^]|=>|\b(?:return|typeof|case|in|of|await|yield|void))\s*$/;

/**
 * The source with comments and the insides of literals blanked, so that brackets and calls in them do not count;
 * `ends` gives the position after each literal by the position of its opening quote.
 */
function mask(source) {
  const out = source.split("");
  const ends = new Map();
  const comments = [];
  const blank = (from, to) => {
    for (let i = from; i < to; i++) if (out[i] !== "\n") out[i] = " ";
  };
  const until = (pattern, from) => {
    pattern.lastIndex = from;
    return pattern.exec(source);
  };

  /** Goes on from `at` to the end, or to the brace that closes a template's expression. */
  function scan(at, nested) {
    let depth = 0;
    while (at < source.length) {
      const char = source[at];
      if (source.startsWith("//", at) || source.startsWith("/*", at)) {
        const line = source[at + 1] === "/";
        const found = source.indexOf(line ? "\n" : "*/", at + 2);
        const end = found === -1 ? source.length : found + (line ? 0 : 2);
        comments.push({ text: source.slice(at, end), end: end - 1 });
        blank(at, end);
        at = end;
      } else if (char === '"' || char === "'") {
        // An apostrophe in JSX text closes nowhere on its line: it is no quote.
        const found = until(char === '"' ? /"(?:[^"\\\n]|\\[\s\S])*"/y : /'(?:[^'\\\n]|\\[\s\S])*'/y, at);
        if (found) {
          blank(at + 1, at + found[0].length - 1);
          ends.set(at, at + found[0].length);
        }
        at += found ? found[0].length : 1;
      } else if (char === "`") {
        const start = at;
        at = template(at + 1);
        ends.set(start, at);
      } else if (char === "/" && BEFORE_REGEX.test(out.slice(Math.max(0, at - 40), at).join(""))) {
        const found = until(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y, at);
        if (found) blank(at, at + found[0].length);
        at += found ? found[0].length : 1;
      } else {
        if (char === "{") depth++;
        if (char === "}" && depth-- === 0 && nested) return at + 1;
        at++;
      }
    }
    return at;
  }

  function template(at) {
    while (at < source.length && source[at] !== "`") {
      if (source.startsWith("${", at)) {
        const end = scan(at + 2, true);
        blank(at, end);
        at = end;
      } else {
        const width = source[at] === "\\" ? 2 : 1;
        blank(at, at + width);
        at += width;
      }
    }
    return at + 1;
  }

  scan(0, false);
  return { code: out.join(""), ends, comments };
}
