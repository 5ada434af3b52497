import {
  checkObserved,
  type ListenerInfo,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  replaceMethods,
  Sending,
} from '../../core/index.ts'

/** A `Subject` of RxJS, whichever: what is used of it. */
export interface ObservableSubject {
  next(value: never): void
  error(error: unknown): void
  complete(): void
  subscribe(observer: never): object
}

/** What a subject calls: a subscriber. */
interface Subscriber {
  add(teardown: () => void): void
  remove(teardown: () => void): void
}

type Method = (...args: unknown[]) => unknown

const SENT = ['next', 'error', 'complete'] as const

/**
 * Observes a `Subject` of RxJS, also a `BehaviorSubject` or `ReplaySubject`: `next`, `error` and `complete` are dispatches,
 * and the runs of its subscribers are seen, with what they throw. Of those that had subscribed before, and of operators,
 * only that and how long they ran: what they throw, RxJS keeps to itself until later. Values that a subject gives to a new
 * subscriber alone are not told of.
 * @throws {TypeError} when it is no subject, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeSubject(clicks, { name: 'clicks' }))
 */
export function observeSubject(subject: ObservableSubject, options?: ObserveOptions): Observation {
  checkObserved('subject', subject, ...SENT, 'subscribe')
  const as = { kind: 'rxjs', name: nameBy(options, subject.constructor.name) }
  return observeOnce(subject, as, (reporter) => {
    const undos = new Map<object, () => void>()
    let sent: Sending | undefined
    let isActive = true
    const run = (info: ListenerInfo, call: () => unknown): unknown =>
      isActive && sent !== undefined ? sent.run(info, call) : call()
    const observers = (): object[] => (subject as { observers?: object[] | null }).observers ?? []

    /** Tells when a subscriber goes. */
    const follow = (subscriber: object, info: ListenerInfo, restore?: () => void): void => {
      const gone = (): void => {
        restore?.()
        undos.delete(subscriber)
        reporter.removed(info)
      }
      undos.set(subscriber, () => {
        gone()
        ;(subscriber as Partial<Subscriber>).remove?.(gone)
      })
      ;(subscriber as Partial<Subscriber>).add?.(gone)
    }
    /** Of a subscriber that was made elsewhere, its methods are replaced. */
    const watch = (subscriber: object): void => {
      const info = reporter.added(
        '*',
        nextOf(partialOf(subscriber)) ?? (subscriber.constructor as () => void),
      )
      follow(
        subscriber,
        info,
        replaceMethods(subscriber, SENT, (inner) => run(info, inner)),
      )
    }

    for (const subscriber of observers()) watch(subscriber)
    const undoSent = replaceMethods(subject, SENT, (inner, [value], _self, key) => {
      const outer = sent
      const sending = (sent = new Sending(reporter, key, value, observers().length))
      try {
        return sending.during(inner)
      } finally {
        sent = outer
      }
    })
    const undoSubscribe = replaceMethods(subject, ['subscribe'], (inner, args) => {
      const [observer] = args
      const isSubscriber = typeof (observer as Partial<Subscriber> | null | undefined)?.add === 'function'
      if (isSubscriber) {
        const known = undos.has(observer as object)
        const result = inner()
        if (!known && observers().includes(observer as object)) watch(observer as object)
        return result
      }
      let info: ListenerInfo | undefined
      const stand = (listener: Method, proxy?: object, observer?: unknown): Method =>
        function (this: unknown, ...given) {
          const self = this === proxy ? observer : this
          const call = (): unknown => Reflect.apply(listener, self, given)
          return info === undefined ? call() : run(info, call)
        }
      const stands = args.map((arg) => {
        if (typeof arg === 'function') return stand(arg as Method)
        if (Object(arg) !== arg) return arg
        // Of an object of ours: a frozen one has to give what it has.
        const proxy: object = new Proxy(
          {},
          {
            get(_, key) {
              const value: unknown = Reflect.get(arg as object, key)
              return SENT.includes(key as 'next') && typeof value === 'function'
                ? stand(value as Method, proxy, arg)
                : value
            },
          },
        )
        return proxy
      })
      const subscriber = inner(stands) as object
      if (observers().includes(subscriber)) {
        info = reporter.added('*', nextOf(observer) ?? (subscriber.constructor as () => void))
        follow(subscriber, info)
      }
      return subscriber
    })
    const undoUnsubscribe = replaceMethods(subject, ['unsubscribe'], (inner) => {
      for (const undo of undos.values()) undo()
      return inner()
    })
    return () => {
      isActive = false
      undoSent()
      undoSubscribe()
      undoUnsubscribe()
      for (const undo of undos.values()) undo()
    }
  })
}

/** What names a subscriber: the function that gets the values. */
function nextOf(observer: unknown): Method | undefined {
  const next = typeof observer === 'function' ? observer : (observer as { next?: unknown } | undefined)?.next
  return typeof next === 'function' ? (next as Method) : undefined
}

/** RxJS keeps it to itself; it is looked at for its name. */
function partialOf(subscriber: object): unknown {
  return (subscriber as { destination?: { partialObserver?: unknown } }).destination?.partialObserver
}
