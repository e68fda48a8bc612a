import { bytesOfText, textOfBytes } from "../../values/text.ts";

/** The bytes of a text, one sign each: so texts can be cut and compared by bytes. */
export function unitsOfText(text: string): string {
  let units = "";
  for (const byte of bytesOfText(text)) units += String.fromCharCode(byte);
  return units;
}

/** The inverse of {@link unitsOfText}. */
export function textOfUnits(units: string): string {
  return textOfBytes(Uint8Array.from(units, (unit) => unit.charCodeAt(0)));
}
