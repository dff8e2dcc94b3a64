import { describe, expect, test } from "vitest";

import { clientAddress, networkOf, networks } from "./client-address.server";

describe("who is calling", () => {
  const trusted = networks(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
  test.each([
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["127.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["127.0.0.1", "1.1.1.1, 198.51.100.1, 10.2.3.4", "198.51.100.1"],
    ["127.0.0.1", "10.1.1.1,10.2.2.2", "10.1.1.1"],
    ["127.0.0.1", "1.1.1.1, nonsense", "127.0.0.1"],
    ["127.0.0.1", "", "127.0.0.1"],
    ["fd00::1", "2001:db8::7", "2001:db8::7"],
    ["", "198.51.100.1", ""],
  ])("from %j with X-Forwarded-For %j is %j [SEC-019]", (peer, forwarded, expected) =>
    expect(clientAddress(peer, forwarded, trusted)).toBe(expected),
  );
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:0db8:0001:0002::9", "2001:db8:1:2"],
  ["2001:db8::9", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["", ""],
])("the network of %j is %j [AUTH-022]", (address, network) => expect(networkOf(address)).toBe(network));
