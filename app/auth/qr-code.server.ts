import { encode } from "uqr";

/** A square of `size` modules a side, margin included; `path` draws the dark ones (SVG path data). */
export interface QrCode {
  size: number;
  path: string;
}

/** The QR code (ISO/IEC 18004) of `text`, with the margin of four modules that scanners ask for. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const rows = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark && !row[x - 1] ? `M${x} ${y}h${lengthOf(row, x)}v1H${x}z` : [])),
  );
  return { size, path: rows.join("") };
}

/** How many dark modules there are from here on. */
function lengthOf(row: boolean[], from: number): number {
  const end = row.indexOf(false, from);
  return (end < 0 ? row.length : end) - from;
}
