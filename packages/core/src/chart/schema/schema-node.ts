import type { Pattern } from "../../template/functions/regex/pattern.ts";
import type { Decimal } from "./decimal.ts";
import type { Json } from "./json.ts";

/**
 * A schema ready to check with. Others it refers to may be itself, so its fields are filled after it is made.
 *
 * A keyword that the draft does not have is left out.
 */
export interface SchemaNode {
  readonly location: string;
  readonly draft: number;
  /** For `true`, `false` and `{}`. */
  always?: boolean;
  /** The innermost schema with an address of its own. */
  resource?: SchemaNode;
  /** Of a resource: schemas by dynamic anchor. */
  dynamicAnchors?: ReadonlyMap<string, SchemaNode>;
  dynamicAnchor?: string;
  recursiveAnchor?: boolean;
  ref?: SchemaNode;
  recursiveRef?: SchemaNode;
  dynamicRef?: { readonly target: SchemaNode; readonly anchor: string };

  types?: readonly string[];
  constant?: { readonly value: Json };
  choices?: readonly Json[];
  format?: { readonly name: string; readonly accepts: (text: string) => boolean };

  allOf?: readonly SchemaNode[];
  anyOf?: readonly SchemaNode[];
  oneOf?: readonly SchemaNode[];
  not?: SchemaNode;
  condition?: SchemaNode;
  consequence?: SchemaNode;
  alternative?: SchemaNode;

  multipleOf?: Decimal;
  minimum?: Decimal;
  maximum?: Decimal;
  exclusiveMinimum?: Decimal;
  exclusiveMaximum?: Decimal;

  minLength?: number;
  maxLength?: number;
  pattern?: Pattern;
  patternText?: string;

  /** One for all items, up to draft 2019. */
  items?: SchemaNode;
  /** One for each of the first items: `items` as a list, later `prefixItems`. */
  itemList?: readonly SchemaNode[];
  /** For those behind the list: `additionalItems`, later `items`. */
  otherItems?: SchemaNode | false;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  contains?: SchemaNode;
  minContains?: number;
  maxContains?: number;
  unevaluatedItems?: SchemaNode;

  minProperties?: number;
  maxProperties?: number;
  required?: readonly string[];
  properties?: ReadonlyMap<string, SchemaNode>;
  patternProperties?: readonly { readonly pattern: Pattern; readonly schema: SchemaNode }[];
  additionalProperties?: SchemaNode | boolean;
  propertyNames?: SchemaNode;
  /** What objects with a key need besides: other keys, or to fit a schema. */
  dependencies?: readonly { readonly key: string; readonly needs: readonly string[] | SchemaNode }[];
  unevaluatedProperties?: SchemaNode;

  /** What of an object or list this schema looks at in any case, for `unevaluated…`. */
  allPropertiesEvaluated?: boolean;
  allItemsEvaluated?: boolean;
  itemsEvaluated?: number;
}
