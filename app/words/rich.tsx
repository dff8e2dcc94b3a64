import { Fragment, type ReactNode } from "react";

/** A text with `{name}` in it, and what stands in its place; what people wrote goes there within `<bdi>`. */
export function Rich({ text, ...parts }: { text: string } & Record<string, ReactNode>) {
  return text.split(/\{(\w+)\}/).map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence keep their places.
    <Fragment key={at}>{at % 2 === 0 ? piece : parts[piece]}</Fragment>
  ));
}
