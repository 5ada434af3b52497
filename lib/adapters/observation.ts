import {
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
  let entry = attached.get(target)
  if (entry === undefined) {
    const reporter = new Reporter(options)
    entry = { reporter, restore: install(reporter), users: 0 }
    attached.set(target, entry)
  }
  entry.users++
  const { reporter, restore } = entry
  const shared = entry
  const detach = disposable(() => {
    if (--shared.users > 0) return
    attached.delete(target)
    restore()
    reporter.end()
  })
  return {
    id: reporter.id,
    name: reporter.name,
    observe: (observer) => reporter.observe(observer),
    detach,
    [Symbol.dispose]: detach,
  }
}

/** What is sent, as the payload of a dispatch: one argument is itself, several are an array of them. */
export function payloadOf(args: readonly unknown[]): unknown {
  return args.length > 1 ? args : args[0]
}
