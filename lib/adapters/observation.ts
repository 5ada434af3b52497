import {
  checkKeys,
  disposable,
  type Observer,
  Reporter,
  type ReporterOptions,
  type Subscription,
} from '../core/index.ts'

/** What observing something of others returns: a recorder attaches to it, and it is ended by `detach()`. */
export interface Observation extends Disposable {
  /** Unique in the page. */
  readonly id: number
  /** What recordings and the panel call it. */
  readonly name: string
  /**
   * Attaches an observer. `recorder.attach(observation)` does it.
   * @throws {TypeError} when `observer` is no object
   */
  observe(observer: Observer): Subscription
  /** Leaves what is observed exactly as it would be without. Idempotent. */
  detach(): void
}

/** What every adapter may be told. */
export interface ObserveOptions {
  /** What recordings and the panel call it. */
  readonly name?: string
}

interface Attached {
  readonly reporter: Reporter
  readonly restore: () => void
  users: number
}

const attached = new WeakMap<object, Attached>()

/**
 * Observes something, once: asked again for the same, it shares what there is, until all have detached.
 * @param install puts in place what tells the reporter, and returns what takes it away
 */
export function observeOnce(
  target: object,
  options: ReporterOptions,
  install: (reporter: Reporter) => () => void,
): Observation {
  let found = attached.get(target)
  if (found === undefined) {
    const reporter = new Reporter(options)
    try {
      found = { reporter, restore: install(reporter), users: 0 }
    } catch (error) {
      // The page's tools would find it.
      reporter.end()
      throw error
    }
    attached.set(target, found)
  }
  const entry = found
  const { reporter } = entry
  const { id, name } = reporter
  entry.users++
  const detach = disposable(() => {
    if (--entry.users > 0) return
    attached.delete(target)
    entry.restore()
    reporter.end()
  })
  return { id, name, observe: (observer) => reporter.observe(observer), detach, [Symbol.dispose]: detach }
}

/**
 * The name it is given, else that of the adapter.
 * @param known the options that there are besides
 * @throws {TypeError} for an option that is unknown, and for a name that is ill-typed
 */
export function nameBy(options: ObserveOptions | undefined, name: string, ...known: string[]): string {
  checkKeys('options', options, new Set(['name', ...known]))
  const given: unknown = options?.name ?? name
  if (typeof given !== 'string') throw new TypeError('`options.name` must be a string')
  return given
}

/** What is sent, as the payload of a dispatch: one argument is itself, several are an array of them. */
export function payloadOf(args: readonly unknown[]): unknown {
  return args.length > 1 ? args : args[0]
}

/** What an event is called: of a symbol it is the description. */
export function eventName(event: unknown): string {
  return (event as symbol | undefined)?.description || String(event)
}
