import jsQR from "jsqr";
import { expect, test } from "vitest";

import { qrCode } from "./qr-code.server";

const PIXELS = 4;

test.each([
  "otpauth://totp/Clearlist%3Aada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Clearlist",
  `otpauth://totp/Clearlist%3A${"a".repeat(241)}%40example.com?secret=${"A2".repeat(26)}&issuer=Clearlist`,
])("a reader gets the text back: %s [AUTH-036]", (text) => {
  const { size, path } = qrCode(text);
  const side = size * PIXELS;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++)
      for (let column = Number(x) * PIXELS; column < (Number(x) + Number(length)) * PIXELS; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  expect(jsQR(pixels, side, side)?.data).toBe(text);
});
