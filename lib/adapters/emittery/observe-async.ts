import {
  eventName,
  type Instead,
  type ListenerInfo,
  type Method,
  replaceMethods,
  type Report,
  type Reporter,
} from '../../core/index.ts'

/** A listener, and the function that the emitter has in its place. */
interface Wrapped {
  readonly listener: Method
  readonly stand: Method
}

/** One call of `emit` or `emitSerial`. */
interface Emission {
  readonly report: Report
  readonly data: unknown
  /** The runs that are still to come. */
  readonly runs: Map<Wrapped, readonly [info: ListenerInfo, index: number]>
}

/** The event of listeners of every event, where `lists` keep them. */
const ANY = Symbol('*')
const META = /^listener(Added|Removed)$/

/** Emitters that are left as soon as nothing is under way, and what has them observed again. */
const leaving = new WeakMap<object, (reporter: Reporter) => () => void>()

/**
 * Observes an emitter that keeps its listeners where nobody sees them: it is given other functions in their place, from
 * now on until what this returns is called.
 */
export function observeAsync(emitter: Record<string, Method>, first: Reporter): () => void {
  const revive = leaving.get(emitter)
  if (revive !== undefined) return revive(first)
  let reporter = first
  const lists = new Map<unknown, Map<Wrapped, ListenerInfo>>()
  const wrappers = [new WeakMap<Method, Wrapped>(), new WeakMap<Method, Wrapped>()] as const
  const byStand = new WeakMap<object, Wrapped>()
  const serials = new Set<Emission>()
  const mayHaveEarly = emitter['listenerCount']?.() !== 0
  /** The emit whose listeners are being called. */
  let current: Emission | undefined
  let inFlight = 0
  let isQuiet = false
  let isOnce = false
  let isOver = false

  const undos: (() => void)[] = []
  const replace = (key: string, instead: Instead): void => {
    undos.push(replaceMethods(emitter, [key], instead))
  }
  /** What it does not log and emit. It goes by our own methods, which pass it on. */
  const quietly = (event: unknown, key: string, listener: Method): void => {
    isQuiet = true
    try {
      if (event === ANY) emitter[`${key}Any`]?.(listener)
      else emitter[key]?.(event, listener)
    } finally {
      isQuiet = false
    }
  }

  const wrap = (listener: Method, known: WeakMap<Method, Wrapped>): Wrapped => {
    const wrapped: Wrapped = {
      listener,
      stand(...args) {
        const call = (): unknown => Reflect.apply(listener, this, args)
        const emission =
          current ?? [...serials].find(({ runs, data }) => runs.has(wrapped) && Object.is(data, args.at(-1)))
        const run = emission?.runs.get(wrapped)
        if (run === undefined) return call()
        emission!.runs.delete(wrapped)
        return emission!.report.run(...run, call)
      },
    }
    known.set(listener, wrapped)
    byStand.set(wrapped.stand, wrapped)
    return wrapped
  }
  const added = (event: unknown, listener: Method, once: boolean): ListenerInfo =>
    reporter.added(event === ANY ? '*' : eventName(event), listener, once ? { once, name: 'once' } : {})
  const removed = (event: unknown, wrapped: Wrapped): void => {
    const info = lists.get(event)?.get(wrapped)
    if (info === undefined) return
    lists.get(event)!.delete(wrapped)
    reporter.removed(info)
  }

  for (const at of [0, 1] as const) {
    const suffix = at === 0 ? 'Any' : ''
    const known = wrappers[at]
    const namesOf = (args: unknown[]): unknown[] => (at === 0 ? [ANY] : namesIn(args[0]))
    replace(`on${suffix}`, (inner, args, self) => {
      const listener = args[at] as Method
      if (isQuiet || typeof listener !== 'function') return inner()
      const wrapped = known.get(listener) ?? wrap(listener, known)
      const names = namesOf(args)
      for (const event of names) {
        const list = lists.get(event) ?? new Map<Wrapped, ListenerInfo>()
        lists.set(event, list)
        if (list.has(wrapped)) continue
        list.set(wrapped, added(event, listener, isOnce))
      }
      const given = args.slice(0, at + 1)
      const signal = (args[at + 1] as { readonly signal?: AbortSignal } | undefined)?.signal
      args[at] = wrapped.stand
      if (signal) args[at + 1] = {}
      inner()
      // What it returns would remove the stand, also when there is none any more.
      const off = (): void => {
        Reflect.apply((self as typeof emitter)[`off${suffix}`]!, self, given)
        signal?.removeEventListener('abort', off)
      }
      signal?.addEventListener('abort', off, { once: true })
      for (const event of mayHaveEarly ? names : []) {
        // It may be there since before it was observed: then it stays as it is.
        const before = emitter['listenerCount']?.()
        quietly(event, 'on', listener)
        const isEarly = emitter['listenerCount']?.() === before
        quietly(event, 'off', isEarly ? wrapped.stand : listener)
        if (isEarly) removed(event, wrapped)
      }
      if (signal?.aborted) off()
      return off
    })
    replace(`off${suffix}`, (inner, args) => {
      const given = args[at] as Method
      const wrapped = byStand.get(Object(given)) ?? known.get(given)
      if (isQuiet || wrapped === undefined) return inner()
      for (const event of namesOf(args)) {
        removed(event, wrapped)
        if (mayHaveEarly) quietly(event, 'off', wrapped.listener)
      }
      args[at] = wrapped.stand
      return inner()
    })
  }
  replace('clearListeners', (inner, args) => {
    const result = inner()
    const names: unknown[] = Array.isArray(args[0]) ? args[0] : [args[0]]
    for (const event of names.every(isName) ? names : lists.keys()) {
      for (const wrapped of lists.get(event)?.keys() ?? []) removed(event, wrapped)
    }
    return result
  })
  replace('once', (inner) => {
    isOnce = true
    try {
      return inner()
    } finally {
      isOnce = false
    }
  })
  replace('logIfDebugEnabled', (inner) => (isQuiet ? undefined : inner()))

  const undo = (): void => {
    for (const [event, list] of lists) {
      for (const { listener, stand } of list.keys()) {
        quietly(event, 'on', listener)
        quietly(event, 'off', stand)
      }
    }
    for (const one of undos) one()
    leaving.delete(emitter)
  }
  const begin = (
    event: unknown,
    data: unknown,
    listeners: readonly (readonly [Wrapped, ListenerInfo])[],
  ): Emission | undefined => {
    const report = isName(event) ? reporter.begin(eventName(event), data, listeners.length) : undefined
    if (report === undefined) return undefined
    report.hold()
    const runs = new Map(listeners.map(([wrapped, info], index) => [wrapped, [info, index] as const]))
    return { report, data, runs }
  }
  const end = (emission: Emission | undefined): void => {
    if (emission) {
      serials.delete(emission)
      emission.runs.clear()
      emission.report.release()
    }
    if (--inFlight === 0 && isOver) undo()
  }
  for (const key of ['emit', 'emitSerial']) {
    replace(key, (inner, args) => {
      if (isQuiet) return Promise.resolve()
      const [event] = args
      const isMeta = typeof event === 'symbol' && META.test(event.description ?? '')
      const change = args[1] as { readonly listener?: object } | undefined
      const wrapped = isMeta && byStand.get(Object(change?.listener))
      if (wrapped) args[1] = { ...change, listener: wrapped.listener }
      const listeners = [...(lists.get(event) ?? []), ...((!isMeta && lists.get(ANY)) || [])]
      // It tells of each listener: that is worth a dispatch only to those who listen.
      if (listeners.length === 0 && (isMeta || !reporter.observers)) return inner()
      const emission = begin(event, args[1], listeners)
      inFlight++
      try {
        if (key === 'emit') {
          // Its listeners are called in the one microtask that it queues.
          if (emission) queueMicrotask(() => (current = emission))
          return inner()
        }
        if (emission) serials.add(emission)
        const over = (): void => end(emission)
        const result = inner() as Promise<unknown>
        return result.then(
          (value) => {
            over()
            return value
          },
          (cause: unknown) => {
            over()
            throw cause
          },
        )
      } finally {
        emission?.report.returned()
        if (key === 'emit')
          queueMicrotask(() => {
            current = undefined
            end(emission)
          })
      }
    })
  }
  const leave = (): void => {
    isOver = true
    if (inFlight === 0) undo()
    else
      leaving.set(emitter, (next) => {
        leaving.delete(emitter)
        isOver = false
        reporter = next
        for (const [event, list] of lists) {
          for (const [wrapped, { once }] of list) list.set(wrapped, added(event, wrapped.listener, once))
        }
        return leave
      })
  }
  return leave
}

/** Whether an event can have that name. */
function isName(event: unknown): boolean {
  return ['string', 'symbol', 'number'].includes(typeof event)
}

/** The names that a method is given, up to one that it will refuse. */
function namesIn(given: unknown): unknown[] {
  const names: unknown[] = Array.isArray(given) ? given : [given]
  const wrong = names.findIndex((name) => !isName(name))
  return wrong < 0 ? names : names.slice(0, wrong)
}
