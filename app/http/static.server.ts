import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative } from "node:path";

interface File {
  type: string;
  cache: string;
  /** By content coding, smallest first; "" is the file as it is. */
  bodies: Map<string, Buffer>;
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const CODINGS = { br: ".br", gzip: ".gz" } as const;

/** Later the folder may hold another build, while this one is still running. */
const READ_AFTER_MS = 5000;

/**
 * Serves the files below `folder` from memory, compressed as the build left them; says whether it did. Reads them when
 * somebody asks for something, or soon after the start, which does not wait for it.
 * Its answer begins with what `fields` gives for its Content-Type.
 */
export function staticFiles(folder: string) {
  let read: Map<string, File> | undefined;
  const files = () => (read ??= load(folder));
  setTimeout(files, READ_AFTER_MS).unref();
  return (req: IncomingMessage, res: ServerResponse, path: string, fields: (type: string) => string[]): boolean => {
    const file = files().get(path);
    if (!file || (req.method !== "GET" && req.method !== "HEAD")) return false;
    const accepted = String(req.headers["accept-encoding"] ?? "");
    const [coding, body] = [...file.bodies].find(
      ([name]) => name === "" || new RegExp(`\\b${name}\\b`).test(accepted),
    )!;
    res.writeHead(200, [
      ...fields(file.type),
      "Content-Type",
      file.type,
      "Cache-Control",
      file.cache,
      "Content-Length",
      String(body.length),
      ...(file.bodies.size > 1 ? ["Vary", "Accept-Encoding"] : []),
      ...(coding ? ["Content-Encoding", coding] : []),
    ]);
    res.end(req.method === "HEAD" ? undefined : body);
    return true;
  };
}

function load(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  if (!existsSync(folder)) return files;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const all = new Set(found.map(({ parentPath, name }) => join(parentPath, name)));
  for (const file of all) {
    const type = TYPES[extname(file)];
    const name = relative(folder, file).replaceAll("\\", "/");
    if (!type || name.startsWith(".")) continue; // .vite/ is the build's own
    const bodies = new Map<string, Buffer>();
    for (const [coding, suffix] of Object.entries(CODINGS))
      if (all.has(file + suffix)) bodies.set(coding, readFileSync(file + suffix));
    bodies.set("", readFileSync(file));
    const path = `/${name}`;
    // A name under /assets/ has the content's hash in it.
    const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600";
    files.set(path, { type, cache, bodies });
  }
  return files;
}
