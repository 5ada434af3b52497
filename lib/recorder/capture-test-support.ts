import { createSnapshot } from './capture.ts'
import { CapturedNode, type CapturedValue } from './captured.ts'

/** With nothing redacted and the default limits. */
export const snapshot: (value: unknown) => CapturedValue = createSnapshot()

/** What has to be a `CapturedNode`. */
export function node(value: CapturedValue | undefined): CapturedNode {
  if (!(value instanceof CapturedNode)) throw new Error(`not a CapturedNode: ${String(value)}`)
  return value
}

/** The captured value of a class instance, cut object, Map … at a name. */
export function entry(value: CapturedValue, name: string): CapturedValue | undefined {
  return node(value).entries.find(([key]) => key === name)?.[1]
}

/** Stands where nothing may be touched. */
export function fail(): never {
  throw new Error('touched')
}

/** The handler of a Proxy whose every trap throws. */
export const throwingTraps: ProxyHandler<object> = new Proxy({}, { get: () => fail })

/** An object inside so many others. */
export function nested(levels: number): object {
  let value: object = {}
  for (let i = 0; i < levels; i++) value = { in: value }
  return value
}
