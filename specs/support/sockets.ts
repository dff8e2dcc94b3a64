import { connect, type Socket } from "node:net";

export interface Line {
  socket: Socket;
  /** Everything that came back so far. */
  received(): string;
  /** What came back until the other side ended or cut the connection. */
  ended: Promise<string>;
}

/** A bare connection to the server at `url`, once it stands, and `first` written to it. */
export async function line(url: string, first = ""): Promise<Line> {
  const socket = connect({ port: Number(new URL(url).port), host: "localhost", allowHalfOpen: true });
  let text = "";
  socket.on("data", (chunk) => (text += chunk));
  socket.on("error", () => {});
  const ended = new Promise<string>((resolve) => {
    socket.once("end", () => socket.end());
    socket.once("close", () => resolve(text));
  });
  await new Promise((resolve) => socket.once("connect", resolve).once("close", resolve));
  if (first) socket.write(first, "latin1");
  return { socket, received: () => text, ended };
}

/** The status of the first answer in what came back; 0 when there was none. */
export const statusOf = (received: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(received)?.[1] ?? 0);
