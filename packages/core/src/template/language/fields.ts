import { quoteGo } from "../format/quote.ts";
import { elementType, typeOf, zeroOf } from "../values/go-type.ts";
import { ANY, Dict, type GoType, Int, List, type Method, Struct, type Value } from "../values/value.ts";
import { failAt, type Site } from "./failure.ts";

/** What an access to a field is made with. */
export interface FieldAccess {
  readonly name: string;
  readonly site: Site;
  readonly missingKey: "zero" | "error";
  /** Whether arguments were given, which only methods take. */
  readonly hasArguments: boolean;
}

/** The method of that name, if the value has one. */
export function methodOf(receiver: Value, name: string): Method | undefined {
  if (receiver instanceof Dict || receiver instanceof Struct || receiver instanceof List || receiver instanceof Int)
    return receiver.methods?.get(name);
  return undefined;
}

/**
 * The field of a struct or the entry of a map; methods were looked for before.
 * @param declared gives the type that the receiver has by declaration, for errors
 * @throws {ExecutionFailure}
 */
export function fieldOf(receiver: Value, access: FieldAccess, declared: () => GoType): Value {
  const { name, site, hasArguments, missingKey } = access;
  if (receiver === undefined)
    return missingKey === "error" ? failAt(site, `nil data; no entry for key ${quoteGo(name)}`) : undefined;
  if (receiver === null) return failAt(site, `nil pointer evaluating ${ANY}.${name}`);
  if (receiver instanceof Dict) {
    if (hasArguments) failAt(site, `${name} is not a method but has arguments`);
    const value = receiver.get(name);
    if (value !== undefined) return value;
    if (missingKey === "error") failAt(site, `map has no entry for key ${quoteGo(name)}`);
    return zeroOf(elementType(typeOf(receiver)));
  }
  if (receiver instanceof Struct) {
    const field = receiver.fields.find((known) => known.name === name);
    if (field !== undefined) {
      if (hasArguments) failAt(site, `${name} has arguments but cannot be invoked as function`);
      return field.value;
    }
  }
  return failAt(site, `can't evaluate field ${name} in type ${declared()}`);
}
