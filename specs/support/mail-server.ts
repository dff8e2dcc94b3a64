import { createServer } from "node:net";

export interface MailServer {
  /** For MAIL_SMTP_URL. */
  url: string;
  /** The mails to an address that came so far, oldest first, the lines that mail breaks put together again. */
  mailsTo(address: string): string[];
  /** Greets nobody any more until the function that it gives is called. */
  hold(): () => void;
  close(): void;
}

/** A mail server on loopback that takes every mail and passes none on. */
export async function startMailServer(): Promise<MailServer> {
  let greeting = Promise.resolve();
  const mails: { to: string; text: string }[] = [];
  const server = createServer((socket) => {
    let rest = "";
    let to = "";
    let text: string[] | undefined; // while a mail comes in
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (text && line === ".") {
        mails.push({ to, text: text.join("\n").replace(/=\n/g, "").replaceAll("=3D", "=") });
        text = undefined;
        return say("250 ok");
      }
      if (text) return text.push(line);
      to = /^RCPT TO:<(.+)>/.exec(line)?.[1] ?? to;
      if (line === "DATA") {
        text = [];
        return say("354 go");
      }
      return line === "QUIT" ? socket.end("221 bye\r\n") : say("250 ok");
    };
    void greeting.then(() => say("220 test"));
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const lines = (rest + chunk).split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) hear(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailsTo: (address) => mails.filter((mail) => mail.to === address).map((mail) => mail.text),
    hold: () => {
      let release = () => {};
      greeting = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    close: () => void server.close(),
  };
}
