/** A flat payload with so many fields: numbers, strings and booleans by turns. */
export function payloadWith(fields: number): { readonly qty: number } & Readonly<Record<string, unknown>> {
  const payload: { qty: number } & Record<string, unknown> = { qty: 1 }
  for (let at = 1; at < fields; at++) payload[`field${at}`] = valueAt(at)
  return payload
}

function valueAt(at: number): unknown {
  if (at % 3 === 0) return at % 2 === 0
  return at % 3 === 1 ? `value ${at}` : at * 1.5
}
