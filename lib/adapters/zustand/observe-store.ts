import {
  Arrivals,
  ask,
  checkObserved,
  disposable,
  isFunction,
  type ListenerInfo,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  replaceMethods,
  Sending,
} from '../../core/index.ts'

/** A store of zustand, or the hook that `create()` returns: what is used of it. */
export interface ObservableStore<State> {
  getState(): State
  subscribe(listener: (state: State, previous: State) => void): () => void
}

/** What `observeStore()` may be told. */
export interface StoreOptions<State> extends ObserveOptions {
  /**
   * What a change is called. What it throws is reported.
   * @default 'setState', whoever made it
   */
  readonly action?: (state: State, previous: State) => string
}

/**
 * Observes a store of zustand: every change of its state is a dispatch, also one that an action of the store has made by
 * `set`, and its subscribers' runs are seen, of those that subscribe from now on. The payload has the keys that have
 * changed, each with what it was `before` and is `after`. Subscribers of a hook are seen where they use its `subscribe`:
 * components use another.
 *
 * Subscribers that were there before run as ever, and are not seen; where one of them throws, neither is the change. One
 * that subscribes a second time is seen, and runs after all others.
 * @throws {TypeError} when it is no store, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeStore(useCart, { name: 'cart' }))
 */
export function observeStore<State>(
  store: ObservableStore<State>,
  options?: StoreOptions<State>,
): Observation {
  checkObserved('store', store, 'getState', 'subscribe')
  const name = nameBy(options, 'store', { action: isFunction })
  const { action } = options ?? {}
  return observeOnce(store, { kind: 'zustand', name }, (reporter) => {
    const { subscribe } = store
    const original = (listener: unknown): (() => unknown) =>
      Reflect.apply(subscribe, store, [listener]) as () => unknown
    const stands = new WeakMap<object, (...args: unknown[]) => unknown>()
    /** Those that are subscribed, in order. */
    const live = new Map<object, ListenerInfo>()
    const arrivals = new Arrivals()
    /** Listeners of selectors are given a part of the state: they are of the last change. */
    let last: Sending | undefined
    let selecting = 0
    let isActive = true
    let isRestored = false

    // The first of those that are seen: each change comes by here.
    const stop = original((state: State, previous: State) => {
      if (!isActive) return
      const event = action === undefined ? 'setState' : ask('setState', () => String(action(state, previous)))
      last = new Sending(reporter, event, changeOf(state, previous), live.size + selecting)
      arrivals.start(previous, last)
    })
    const run = (
      sending: Sending | undefined,
      info: ListenerInfo | undefined,
      call: () => unknown,
    ): unknown => (isActive && sending !== undefined && info !== undefined ? sending.run(info, call) : call())

    const standOf = (listener: (...args: unknown[]) => unknown): ((...args: unknown[]) => unknown) => {
      const known = stands.get(listener)
      if (known !== undefined) return known
      const stand = (...args: unknown[]): unknown =>
        run(arrivals.get(args[1]), live.get(listener), () => listener(...args))
      stands.set(listener, stand)
      return stand
    }
    const undo = replaceMethods(store, ['subscribe'], (inner, args) => {
      const [listener, selected] = args as ((...args: unknown[]) => unknown)[]
      // As subscribeWithSelector has it.
      if (typeof selected === 'function') {
        const info = reporter.added('setState', selected)
        const stand = (...given: unknown[]): unknown =>
          run(arrivals.open > 0 ? last : undefined, info, () => selected(...given))
        selecting++
        const ended = disposable(() => {
          selecting--
          reporter.removed(info)
        })
        const unsubscribe = inner(args.with(1, stand)) as () => unknown
        return () => {
          ended()
          return unsubscribe()
        }
      }
      if (typeof listener !== 'function') return inner()
      if (!live.has(listener)) {
        // It may be there since before: to run it twice would be worse than to have it last.
        original(listener)()
        live.set(listener, reporter.added('setState', listener))
      }
      const unsubscribe = inner([standOf(listener)]) as () => unknown
      return () => {
        // Whichever subscription of a function is ended ends all of them.
        if (isRestored) return original(listener)()
        const info = live.get(listener)
        live.delete(listener)
        if (info !== undefined) reporter.removed(info)
        return unsubscribe()
      }
    })

    const restore = (): void => {
      isRestored = true
      undo()
      stop()
      for (const listener of live.keys()) {
        original(stands.get(listener))()
        original(listener)
      }
    }
    return () => {
      isActive = false
      // Those put back while a change is under way would hear of it twice.
      if (arrivals.open > 0) setTimeout(restore)
      else restore()
    }
  })
}

/** What is other than before, by key. No getter is asked. */
function changeOf(after: unknown, before: unknown): unknown {
  if (Object(after) !== after || Object(before) !== before) return { before, after }
  const [now, then] = [after, before].map(Object.getOwnPropertyDescriptors)
  const changed: [key: string, change: { before: unknown; after: unknown }][] = []
  for (const key of new Set([...Object.keys(then!), ...Object.keys(now!)])) {
    const change = { before: then![key]?.value as unknown, after: now![key]?.value as unknown }
    if (!Object.is(change.before, change.after)) changed.push([key, change])
  }
  // Not key by key: `__proto__` would be set, and not be there.
  return Object.fromEntries(changed)
}
