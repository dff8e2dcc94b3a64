/**
 * Header fields in the order in which they were given, with what the fetch standard's `Headers` can be asked: making one
 * of those costs more than everything else that is done for a short answer. Names and values are taken as they are.
 */
export class LightHeaders {
  /** Name and value in turn, as node:http reads and writes them. */
  readonly raw: string[];

  constructor(raw: string[] = []) {
    this.raw = raw;
  }

  get(name: string): string | null {
    let found: string | null = null;
    for (let at = this.#find(name, 0); at >= 0; at = this.#find(name, at + 2)) {
      const value = this.raw[at + 1]!;
      found = found === null ? value : `${found}, ${value}`;
    }
    return found;
  }

  has(name: string): boolean {
    return this.#find(name, 0) >= 0;
  }

  append(name: string, value: string): void {
    this.raw.push(name, value);
  }

  set(name: string, value: string): void {
    this.delete(name);
    this.raw.push(name, value);
  }

  delete(name: string): void {
    for (let at = this.#find(name, 0); at >= 0; at = this.#find(name, at)) this.raw.splice(at, 2);
  }

  getSetCookie(): string[] {
    return this.raw.filter((_, at) => at % 2 === 1 && this.raw[at - 1]!.toLowerCase() === "set-cookie");
  }

  forEach(call: (value: string, name: string) => void): void {
    for (const [name, value] of this) call(value, name);
  }

  entries(): IterableIterator<[string, string]> {
    return this[Symbol.iterator]();
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value;
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    const names = new Set<string>();
    for (let at = 0; at < this.raw.length; at += 2) {
      const name = this.raw[at]!.toLowerCase();
      if (name === "set-cookie") yield [name, this.raw[at + 1]!];
      else if (!names.has(name)) yield [name, this.get(name)!];
      names.add(name);
    }
  }

  #find(name: string, from: number): number {
    const { raw } = this;
    for (let at = from; at < raw.length; at += 2) {
      const one = raw[at]!;
      if (one.length === name.length && (one === name || one.toLowerCase() === name.toLowerCase())) return at;
    }
    return -1;
  }
}
