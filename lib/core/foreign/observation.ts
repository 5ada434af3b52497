import { reportUnhandled } from '../errors.ts'
import type { Observer } from '../observer.ts'
import { Reporter, type ReporterOptions } from './report.ts'
import { sharedMap } from './shared.ts'
import { disposable } from '../subscription.ts'
import type { Subscription } from '../types.ts'
import { checkOptions, isString, type Rules } from '../validate.ts'

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

/** What `observeOnce()` is told. */
export interface ObservedAs extends ReporterOptions {
  /** What it is observed as: the name of the adapter. Another kind of the same object is observed besides. */
  readonly kind: string
}

interface Attached {
  readonly reporter: Reporter
  readonly restore: () => void
  users: number
}

/**
 * Observes an object, once: asked again for the same kind of it, it shares what there is, until all have detached. That
 * holds for the whole page, also where it has several copies of this library. This is what adapters are made of.
 * @param install puts in place what tells the reporter, and returns what takes it away
 * @example
 * function observeQueue(queue: Queue, { name = 'queue' }: ObserveOptions = {}): Observation {
 *   return observeOnce(queue, { kind: 'queue', name }, (reporter) =>
 *     replaceMethods(queue, ['push'], (inner, [job]) => new Sending(reporter, 'push', job, 0).during(inner)),
 *   )
 * }
 */
export function observeOnce(
  target: object,
  { kind, ...options }: ObservedAs,
  install: (reporter: Reporter) => () => void,
): Observation {
  const all = sharedMap<Map<string, Attached>>('attached.1')
  const kinds = all.get(target) ?? new Map<string, Attached>()
  const found = kinds.get(kind) ?? attach(options, install)
  all.set(target, kinds.set(kind, found))
  found.users++
  const { reporter } = found
  const { id, name } = reporter
  const detach = disposable(() => {
    if (--found.users > 0) return
    kinds.delete(kind)
    try {
      found.restore()
    } finally {
      // The page's tools would go on to show it.
      reporter.end()
    }
  })
  return { id, name, observe: (observer) => reporter.observe(observer), detach, [Symbol.dispose]: detach }
}

function attach(options: ReporterOptions, install: (reporter: Reporter) => () => void): Attached {
  const reporter = new Reporter(options)
  try {
    const restore = install(reporter)
    // A tool of the page has found it as it came to be.
    if (reporter.observers) reporter.beforeObserve?.()
    return { reporter, restore, users: 0 }
  } catch (error) {
    // The page's tools would find it.
    reporter.end()
    throw error
  }
}

/**
 * @internal The name that an adapter is given, else its own.
 * @param rules those of its options besides
 * @throws {TypeError} for an option that is unknown or ill-typed
 */
export function nameBy(options: ObserveOptions | undefined, name: string, rules?: Rules): string {
  checkOptions(options, { name: isString, ...rules })
  return options?.name ?? name
}

/** @internal @throws {TypeError} unless it has these methods */
export function checkObserved(argument: string, value: unknown, ...methods: readonly string[]): void {
  for (const method of methods) {
    if (typeof (value as Record<string, unknown> | null | undefined)?.[method] !== 'function')
      throw new TypeError(`\`${argument}\` must have a method \`${method}\``)
  }
}

/** @internal What a function of the page's own says; what it throws is reported, as what is observed can't help it. */
export function ask<Answer>(otherwise: Answer, question: () => Answer): Answer {
  try {
    return question()
  } catch (error) {
    reportUnhandled(error)
    return otherwise
  }
}

/** @internal What is sent, as the payload of a dispatch: one argument is itself, several are an array of them. */
export function payloadOf(args: readonly unknown[]): unknown {
  return args.length > 1 ? args : args[0]
}

/** @internal What an event is called: of a symbol it is the description. */
export function eventName(event: unknown): string {
  return (event as symbol | undefined)?.description || String(event)
}
