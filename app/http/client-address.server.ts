import { BlockList, isIP } from "node:net";

/** The addresses and networks in `entries`, to ask whether an address is among them. */
export function networks(entries: string[]): (address: string) => boolean {
  if (entries.length === 0) return () => false;
  const known = new BlockList();
  for (const entry of entries) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && known.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/**
 * Who is calling: the peer itself, or when the peer is a trusted proxy the last address in X-Forwarded-For that is not.
 * What stands further left was written by the caller and proves nothing.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: (address: string) => boolean,
): string {
  if (!forwardedFor) return plain(peer);
  const hops = forwardedFor.split(",").map((hop) => plain(hop.trim()));
  let address = plain(peer);
  while (trusted(address) && hops.length > 0) {
    const hop = hops.pop()!;
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/** The part of an address that one person has: all of IPv4, a /64 of IPv6. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const filled = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest];
  return filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** An IPv4 address that came over an IPv6 socket is still that IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
