import { type messages, type PGlite, protocol } from "@electric-sql/pglite";

import type { Queryable } from "./database.server";

const ask = protocol.serialize;

/** How many statements are kept prepared; the one that was asked for longest ago makes room. */
const KEPT = 200;

interface Prepared {
  name: string;
  parameters: number[];
  fields: { name: string; type: number }[];
}

let last = 0;

/**
 * The embedded database, with statements that are parsed and planned once and sent in one exchange: PGlite's own `query`
 * does both each time, in five. `alone` is for single statements, `within` for those of a transaction that is open.
 * Errors are PostgreSQL's, with their `code`.
 */
export function prepared(pglite: PGlite): { alone: Queryable; within: Queryable } {
  const known = new Map<string, Prepared>();

  async function prepare(text: string): Promise<Prepared> {
    const one = known.get(text);
    if (one) {
      known.delete(text);
      known.set(text, one);
      return one;
    }
    const name = `s${++last}`;
    const described = await send(ask.parse({ name, text }), ask.describe({ type: "S", name }));
    const made: Prepared = { name, parameters: [], fields: [] };
    for (const message of described) {
      if (is("parameterDescription", message)) made.parameters = message.dataTypeIDs;
      else if (is("rowDescription", message))
        made.fields = message.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    }
    known.set(text, made);
    const oldest = known.size > KEPT ? known.entries().next().value : undefined;
    if (oldest) {
      known.delete(oldest[0]);
      await send(ask.close({ type: "S", name: oldest[1].name }));
    }
    return made;
  }

  async function send(...parts: Uint8Array[]): Promise<messages.BackendMessage[]> {
    return (await pglite.execProtocol(Buffer.concat([...parts, ask.sync()]), { syncToFs: false })).messages;
  }

  async function run<Row>(text: string, values: unknown[], rowOf: (fields: Prepared["fields"], row: unknown[]) => Row) {
    const { name, parameters, fields } = await prepare(text);
    const texts = values.map((value, i) => textOf(value, parameters[i]!));
    const rows: Row[] = [];
    let touched = 0;
    for (const message of await send(ask.bind({ statement: name, values: texts }), ask.execute({}))) {
      if (is("dataRow", message))
        rows.push(
          rowOf(
            fields,
            message.fields.map((text, i) => parsed(text, fields[i]!.type)),
          ),
        );
      else if (is("commandComplete", message)) touched = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
    }
    return Object.assign(rows, { count: touched });
  }

  function textOf(value: unknown, type: number): string | null {
    if (value === null || value === undefined) return null;
    return (pglite.serializers[type] ?? String)(value);
  }
  function parsed(text: string | null, type: number): unknown {
    if (text === null) return null;
    const parser = pglite.parsers[type];
    return parser ? parser(text, type) : text;
  }

  const within: Queryable = {
    query: <Row>(text: string, values: unknown[] = []) =>
      pglite.runExclusive(() => run(text, values, (fields, row) => object(fields, row) as Row)),
    queryArrays: (text, values = []) => pglite.runExclusive(() => run(text, values, (_, row) => row)),
  };
  /** As PGlite does around its own: nothing is sent to a database that is being closed. */
  const outside = <T>(ask: () => Promise<T>) =>
    pglite._runExclusiveTransaction(async () => {
      await pglite._checkReady();
      return ask();
    });
  return {
    within,
    alone: {
      query: (text, values) => outside(() => within.query(text, values)),
      queryArrays: (text, values) => outside(() => within.queryArrays(text, values)),
    },
  };
}

const object = (fields: Prepared["fields"], row: unknown[]) =>
  Object.fromEntries(row.map((value, i) => [fields[i]!.name, value]));

interface Messages {
  parameterDescription: messages.ParameterDescriptionMessage;
  rowDescription: messages.RowDescriptionMessage;
  dataRow: messages.DataRowMessage;
  commandComplete: messages.CommandCompleteMessage;
}

function is<Name extends keyof Messages>(name: Name, message: messages.BackendMessage): message is Messages[Name] {
  return message.name === name;
}
