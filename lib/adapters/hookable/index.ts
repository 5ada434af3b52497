import {
  eventName,
  inRecord,
  type Lists,
  type Method,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  payloadOf,
  replaceMethods,
  watchLists,
} from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** A Hookable, whatever its hooks are. */
export interface HookableLike {
  hook(name: never, hook: never): () => void
  removeHook(name: never, hook: never): void
  callHook(name: never, ...args: never[]): unknown
  callHookWith(caller: never, name: never, args: never): unknown
}

type Caller = (hooks: readonly Method[], args: unknown[], ...rest: unknown[]) => unknown

const METHODS = ['hook', 'removeHook', 'clearHook', 'deprecateHook', 'removeAllHooks']

/**
 * Observes a Hookable, as `createHooks()` makes it, or an instance of a class that extends it: which hooks are called,
 * each run of a function that is hooked, and which are hooked. It behaves as before, and `detach()` leaves it as it was.
 * A call has ended when the promise of its caller has settled.
 *
 * What is not told: functions of `beforeEach` and `afterEach`. A `HookableCore` can't be observed. What can be told from
 * outside: with a caller of your own that ignores promises, one that rejects is no unhandled rejection any more.
 * @throws {TypeError} when `hooks` is no Hookable, or for an unknown option
 * @example
 * import { createHooks } from 'hookable'
 * import { observeHooks } from 'eventscope/adapters/hookable'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const hooks = createHooks<{ 'app:created': (id: string) => void }>()
 * const recorder = createRecorder()
 * recorder.attach(observeHooks(hooks, { name: 'app' }))
 */
export function observeHooks<Hooks extends HookableLike>(
  hooks: Hooks,
  options?: ObserveOptions,
): Observation {
  const looked = Object(hooks) as { _hooks?: Record<PropertyKey, unknown>; callHookWith?: unknown }
  if (typeof looked._hooks !== 'object' || typeof looked.callHookWith !== 'function')
    throw new TypeError('`hooks` must be a Hookable')
  const as = { kind: 'hookable', name: nameBy(options, 'hookable'), ignoresResults: false }
  return observeOnce(hooks, as, (reporter) => {
    /** What `hookOnce` was called with: it hooks a function of its own. */
    let once: Method | undefined
    const lists: Lists = {
      ...inRecord(() => looked._hooks),
      listener: (entry) => once ?? (entry as Method),
      once: () => once !== undefined,
    }
    const look = watchLists(reporter, [lists])

    const observed =
      (caller: Caller, name: unknown): Caller =>
      (functions, args, ...rest) => {
        const known = look([lists, name])
        const report = reporter.begin(eventName(name), payloadOf(args), functions.length)
        if (report === undefined) return caller(functions, args, ...rest)
        let ended = false
        const end = (): void => {
          ended = true
          report.release()
        }
        const stands: Method[] = functions.map((hook, at) => {
          // What is known of them changes with the next look.
          const [entry, its] = known[at] ?? []
          let info = entry === hook ? its : undefined
          return function (...args) {
            const call = (): unknown => Reflect.apply(hook, this === stands ? functions : this, args)
            const told = info
            info = undefined
            // A caller may call it twice, or when all is over.
            return told === undefined || ended ? call() : report.run(told, at, call)
          }
        })
        let result: unknown
        report.hold()
        try {
          result = caller(stands, args, ...rest)
          return result
        } finally {
          report.returned()
          if (result instanceof Promise) void Promise.prototype.then.call(result, end, end)
          else end()
        }
      }
    let isOver = false
    const undo = [
      replaceMethods(hooks, ['callHookWith'], (inner, args) => {
        if (reporter.observers) args[0] = observed(args[0] as Caller, args[1])
        return inner()
      }),
      replaceMethods(hooks, ['hookOnce'], (inner, args) => {
        once = args[1] as Method
        try {
          return inner()
        } finally {
          once = undefined
        }
      }),
      replaceMethods(hooks, METHODS, (inner) => {
        try {
          return inner()
        } finally {
          if (reporter.observers && !isOver) look()
        }
      }),
    ]
    return () => {
      isOver = true
      for (const one of undo) one()
    }
  })
}
