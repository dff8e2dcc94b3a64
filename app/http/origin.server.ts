/** Whether a browser sent this from one of our own pages. Programs send neither header, and no cookie they were not given. */
export function isSameOrigin(headers: Record<string, string | string[] | undefined>, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || headers.origin === origin;
}

/**
 * Tells the origin that a request was sent to, by its Host: the public one, or one of `aliases`; undefined for any other,
 * which is somebody else's name pointed at us (DNS rebinding) or a forged link in the making.
 */
export function originsByHost(
  publicOrigin: string,
  aliases: string[],
): (host: string | undefined) => string | undefined {
  const known = new Map([...aliases, publicOrigin].map((origin) => [new URL(origin).host, origin]));
  return (host) => host && (known.get(host) ?? known.get(host.toLowerCase()));
}
