import { Writable } from "node:stream";
import type { ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";

import { log } from "~/log.server";

/** What React makes of a whole page, as one text. Its own scripts carry the nonce. Rejects with what the shell throws. */
export function rendered(page: ReactNode, nonce?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      ...(nonce && { nonce }),
      onAllReady: () => pipe(new Whole(resolve)),
      onShellError: reject,
      // Otherwise React writes it to the console, as it is.
      onError: (error) => log.error({ err: error }, "a component failed"),
    });
  });
}

/** Takes a text in pieces, and tells it when it has come to its end. */
class Whole extends Writable {
  #pieces: Buffer[] = [];
  readonly #tell: (text: string) => void;

  constructor(tell: (text: string) => void) {
    super();
    this.#tell = tell;
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.#pieces.push(piece);
    done();
  }

  override _final(done: () => void): void {
    this.#tell(Buffer.concat(this.#pieces).toString());
    done();
  }
}
