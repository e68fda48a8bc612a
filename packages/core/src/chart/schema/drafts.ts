/** A version of JSON Schema. */
export interface Draft {
  readonly version: 4 | 6 | 7 | 2019 | 2020;
  /** Its metaschema's path at json-schema.org. */
  readonly metaschema: string;
  /** The keyword that gives a schema its address. */
  readonly id: "id" | "$id";
  /** Keywords that hold a schema. */
  readonly single: ReadonlySet<string>;
  /** Keywords that hold a list of schemas. */
  readonly lists: ReadonlySet<string>;
  /** Keywords that hold schemas by name. */
  readonly maps: ReadonlySet<string>;
}

const SINGLE_4 = ["not", "additionalProperties", "items", "additionalItems"];
const SINGLE_6 = [...SINGLE_4, "propertyNames", "contains"];
const SINGLE_7 = [...SINGLE_6, "if", "then", "else"];
const SINGLE_2019 = [...SINGLE_7, "unevaluatedProperties", "unevaluatedItems", "contentSchema"];
const LISTS = ["allOf", "anyOf", "oneOf", "items"];
const MAPS = ["definitions", "properties", "patternProperties", "dependencies"];
const MAPS_2019 = [...MAPS, "$defs", "dependentSchemas"];

const DRAFT_2020: Draft = {
  version: 2020,
  metaschema: "draft/2020-12/schema",
  id: "$id",
  single: new Set(SINGLE_2019),
  lists: new Set([...LISTS, "prefixItems"]),
  maps: new Set(MAPS_2019),
};

/** The draft of a schema that names none, and of `http://json-schema.org/schema`. */
export const LATEST_DRAFT: Draft = DRAFT_2020;

const DRAFTS: ReadonlyMap<string, Draft> = new Map(
  [
    DRAFT_2020,
    draft(2019, "draft/2019-09/schema", SINGLE_2019, MAPS_2019),
    draft(7, "draft-07/schema", SINGLE_7, MAPS),
    draft(6, "draft-06/schema", SINGLE_6, MAPS),
    draft(4, "draft-04/schema", SINGLE_4, MAPS),
  ].map((item) => [item.metaschema, item]),
);

/** The draft that a `$schema` names; `undefined` for another metaschema. */
export function draftOf(schema: string): Draft | undefined {
  const match = /^(?:https?:\/\/)?json-schema\.org\/([^#]*)#?$/.exec(schema);
  if (match === null) return undefined;
  return match[1] === "schema" ? LATEST_DRAFT : DRAFTS.get(match[1] ?? "");
}

function draft(
  version: Draft["version"],
  metaschema: string,
  single: readonly string[],
  maps: readonly string[],
): Draft {
  return {
    version,
    metaschema,
    id: version === 4 ? "id" : "$id",
    single: new Set(single),
    lists: new Set(LISTS),
    maps: new Set(maps),
  };
}
