import { openApiDocument } from "./document.server";
import type { Reference, ReferenceAnswer, ReferenceField, ReferenceOperation } from "./reference";

// The document is our own, and what is read here is what document.server.ts has put there.
// biome-ignore lint/suspicious/noExplicitAny: JSON Schema and OpenAPI have no types worth their size for this.
type Node = any;

let made: Reference | undefined;

/** The contract as a page shows it: groups of operations, with every reference resolved. */
export function reference(): Reference {
  made ??= build(openApiDocument());
  return made;
}

function build(document: Node): Reference {
  const resolve = (node: Node): Node =>
    node?.$ref
      ? node.$ref
          .slice(2)
          .split("/")
          .reduce((at: Node, part: string) => at[part], document)
      : node;

  const fieldsOf = (item: Node, operation: Node): ReferenceField[] => {
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);
    const schema = resolve(Object.values<Node>(operation.requestBody?.content ?? {})[0]?.schema);
    return [
      ...parameters.map((one) => field(one.name, one.in, Boolean(one.required), one.schema, one)),
      ...Object.entries<Node>(schema?.properties ?? {})
        .filter(([, property]) => property.type || property.anyOf)
        .map(([name, property]) => field(name, "body", schema.required?.includes(name) ?? false, property, property)),
    ];
  };
  const answerOf = ([status, node]: [string, Node]): ReferenceAnswer => {
    const answer = resolve(node);
    const content = Object.values<Node>(answer.content ?? {})[0];
    const codes: string[] = content?.schema?.allOf?.[1]?.properties.code.enum ?? [];
    return {
      status,
      description: answer.description,
      problems: codes.map((code) => ({ code, path: `/problems/${code.replaceAll("_", "-")}` })),
      example: content?.example && !codes.length ? pretty(content.example) : undefined,
    };
  };

  const operations = Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]): ReferenceOperation & { tag: string } => {
        const body = Object.values<Node>(operation.requestBody?.content ?? {})[0];
        return {
          id: operation.operationId,
          tag: operation.tags[0],
          method: method.toUpperCase(),
          path,
          summary: operation.summary,
          description: operation.description,
          security: Object.keys(operation.security[0] ?? {})[0] as ReferenceOperation["security"],
          fields: fieldsOf(item, operation),
          body: body && pretty(body.example),
          answers: Object.entries<Node>(operation.responses).map(answerOf),
        };
      }),
  );
  return document.tags.map(({ name, description }: Node) => ({
    name,
    description,
    operations: operations.filter(({ tag }) => tag === name),
  }));
}

function field(
  name: string,
  place: ReferenceField["place"],
  required: boolean,
  schema: Node,
  { description, example }: Node,
): ReferenceField {
  return {
    name,
    place,
    required,
    rule: ruleOf(schema),
    description,
    example: example === undefined ? "" : String(example),
  };
}

function ruleOf({ type, anyOf, enum: values, minimum, maximum, default: otherwise }: Node): string {
  const types: string[] = anyOf ? anyOf.map((one: Node) => one.type) : [type].flat();
  return [
    values ? values.join(", ") : types.join(" or "),
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : "",
    otherwise === undefined ? "" : `else ${otherwise}`,
  ]
    .filter(Boolean)
    .join("; ");
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);
