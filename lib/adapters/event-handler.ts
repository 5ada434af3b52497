/** What is done with one handler. */
export interface HandlerWatch {
  run(event: unknown, call: () => unknown): unknown
  end(): void
}

type Handler = (this: unknown, ...args: unknown[]) => unknown

/**
 * Watches an `on…` property of one object. What the page puts there is what it gets from there; in its place among the
 * listeners is one of ours.
 * @param apart sets the property of the platform
 * @param placed what puts back, in order, what has got its place among the listeners while it was watched
 * @returns what leaves the property as it was, with the handler itself
 */
export function watchHandler(
  target: object,
  type: string,
  watch: (handler: Handler) => HandlerWatch,
  apart: (set: () => void) => void,
  placed: Set<() => void>,
): () => void {
  const key = `on${type}`
  const own = Object.getOwnPropertyDescriptor(target, key)
  let found = own
  for (let at: object | null = target; found === undefined && at !== null; at = Object.getPrototypeOf(at))
    found = Object.getOwnPropertyDescriptor(at, key)
  const { get, set } = found ?? {}
  if (get === undefined || set === undefined) return () => undefined
  const read = (): unknown => Reflect.apply(get, target, [])
  const write = (value: unknown): void => apart(() => Reflect.apply(set, target, [value]))
  let handler: unknown
  let stand: Handler | undefined
  let watched: HandlerWatch | undefined
  /** Setting it anew would leave it where it is. */
  const place = (): void => {
    write(null)
    write(handler)
  }
  const put = (value: unknown): void => {
    const had = read()
    watched?.end()
    watched = stand = undefined
    handler = value
    if (typeof value === 'function') {
      const watching = watch(value as Handler)
      watched = watching
      stand = function (...args) {
        return watching.run(args[0], () => Reflect.apply(value, this, args))
      }
    }
    write(stand ?? value)
    if (stand === undefined) placed.delete(place)
    else if (had === null) placed.add(place)
  }
  const value = (): unknown => {
    const now = read()
    return stand !== undefined && now === stand ? handler : now
  }
  const before = read()
  if (typeof before === 'function') put(before)
  Object.defineProperty(target, key, { configurable: true, enumerable: false, get: value, set: put })
  return () => {
    const last = value()
    if (own === undefined) Reflect.deleteProperty(target, key)
    else Object.defineProperty(target, key, own)
    if (stand !== undefined && read() === stand) write(last)
  }
}
