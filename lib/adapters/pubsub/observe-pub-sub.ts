import {
  ask,
  checkObserved,
  isFunction,
  isString,
  type ListenerInfo,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  payloadOf,
  replaceMethods,
  Sending,
} from '../../core/index.ts'

/** What `observePubSub()` is told: what the methods are called, and how to read what they are given. */
export interface PubSubOptions extends ObserveOptions {
  /**
   * The method that sends something to all its subscribers before it returns.
   * @default 'publish'
   */
  readonly publish?: string
  /**
   * The method that adds a subscriber: the last function that it is given, or `callback` of an object.
   * @default 'subscribe'
   */
  readonly subscribe?: string
  /**
   * The method that removes subscribers, by what `subscribe` returned, by the function or by the topic.
   * @default 'unsubscribe'
   */
  readonly unsubscribe?: string
  /**
   * The topic of what `publish` or `subscribe` is given. What it throws is reported.
   * @default the first argument, or its `topic`
   */
  readonly topic?: (...args: readonly unknown[]) => string
  /**
   * The payload of what `publish` is given. What it throws is reported.
   * @default the arguments after the first, or the `data` of that
   */
  readonly payload?: (...args: readonly unknown[]) => unknown
}

type Callback = (this: unknown, ...args: unknown[]) => unknown

/** One subscription. */
interface Entry {
  readonly topic: string
  /** As observers know it; there are none any more for one that came later. */
  readonly info: ListenerInfo | undefined
  readonly callback: Callback
  /** What the page has got for it. */
  token: unknown
}

const RULES = {
  publish: isString,
  subscribe: isString,
  unsubscribe: isString,
  topic: isFunction,
  payload: isFunction,
}

/** What a handle may have for its end. */
const ENDS = ['unsubscribe', 'remove', 'dispose'] as const

/**
 * Observes any publish/subscribe bus, like postal, PubSubJS or the events of Backbone, by the names of its methods: what
 * is published, and the runs of those that subscribe from now on. What a subscriber gets while nothing is published, as
 * the bus delivers later, is told of as something that is sent to this one.
 *
 * Subscribers that were there before run as ever, and are not seen; a function that was, and subscribes again, is another
 * one to a bus that goes by functions. Detached, `subscribe` and `unsubscribe` stay replaced, telling nothing, until all
 * that subscribed in between have gone: they know by which functions.
 * @throws {TypeError} when the bus does not have the methods, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observePubSub(postal))
 * @example
 * recorder.attach(observePubSub(model, { publish: 'trigger', subscribe: 'on', unsubscribe: 'off' }))
 */
export function observePubSub(bus: object, options: PubSubOptions = {}): Observation {
  const name = nameBy(options, 'pubsub', RULES)
  const { publish = 'publish', subscribe = 'subscribe', unsubscribe = 'unsubscribe' } = options
  const { topic = readTopic, payload = readPayload } = options
  checkObserved('bus', bus, publish, subscribe)
  return observeOnce(bus, { kind: 'pubsub', name }, (reporter) => {
    const entries = new Set<Entry>()
    /** One for each callback, as a bus may go by what it is. */
    const stands = new WeakMap<object, Callback>()
    /** The functions that `subscribe` returned, by ours. */
    const ends = new WeakMap<object, unknown>()
    let sent: Sending | undefined
    let isActive = true

    const send = (event: string, value: unknown, count: number, call: () => unknown): unknown => {
      const outer = sent
      const sending = (sent = new Sending(reporter, event, value, count))
      try {
        return sending.during(call)
      } finally {
        sent = outer
      }
    }
    const remove = (entry: Entry): void => {
      if (entries.delete(entry) && entry.info !== undefined) reporter.removed(entry.info)
      if (!isActive) leave()
    }
    const entryOf = (callback: unknown, event?: string): Entry | undefined => {
      for (const entry of entries) {
        const isHeard = event === undefined || mayHear(entry.topic, event)
        if (entry.callback === callback && isHeard) return entry
      }
      return undefined
    }
    const standOf = (callback: Callback): Callback => {
      const known = stands.get(callback)
      if (known !== undefined) return known
      const stand: Callback = function (...given) {
        const call = (): unknown => Reflect.apply(callback, this, given)
        const entry = entryOf(callback, sent?.event)
        const { info } = entry ?? {}
        if (!isActive || info === undefined) return call()
        if (sent !== undefined) return sent.run(info, call)
        return send(info.event, payloadOf(given), 1, () => sent?.run(info, call))
      }
      stands.set(callback, stand)
      return stand
    }

    const topicOf = (args: readonly unknown[]): string => ask('message', () => String(topic(...args)))
    const undoPublish = replaceMethods(bus, [publish], (inner, args) => {
      const event = topicOf(args)
      const heard = [...entries].filter((entry) => mayHear(entry.topic, event))
      return send(
        event,
        ask(undefined, () => payload(...args)),
        heard.length,
        inner,
      )
    })
    const undoSubscribe = replaceMethods(bus, [subscribe], (inner, args) => {
      const at = args.findLastIndex((arg) => typeof arg === 'function')
      const [first] = args as [{ readonly callback?: unknown } | undefined]
      const callback = (at < 0 ? first?.callback : args[at]) as Callback | undefined
      // Of ours that the bus still has there must be no other.
      if (typeof callback !== 'function' || !(isActive || entryOf(callback))) return inner()
      const stand = standOf(callback)
      const given = at < 0 ? [{ ...first, callback: stand }, ...args.slice(1)] : args.with(at, stand)
      const event = topicOf(args)
      const info = isActive ? reporter.added(event, callback) : undefined
      const entry: Entry = { topic: event, info, callback, token: undefined }
      entries.add(entry)
      let token: unknown
      try {
        token = inner(given)
      } catch (error) {
        remove(entry)
        throw error
      }
      if (token === bus) return token
      entry.token = token
      if (typeof token === 'function') {
        const end = new Proxy(token, {
          apply(real, self, args) {
            remove(entry)
            return Reflect.apply(real as Callback, self, args)
          },
        })
        ends.set(end, token)
        entry.token = end
      } else if (Object(token) === token && Object.isExtensible(token)) {
        replaceMethods(token as object, ENDS, (inner) => {
          remove(entry)
          return inner()
        })
      }
      return entry.token
    })
    const undoUnsubscribe = replaceMethods(bus, [unsubscribe], (inner, args) => {
      const [first] = args
      const real = args.map(
        (arg) => ends.get(arg as object) ?? (entryOf(arg) === undefined ? arg : stands.get(arg as object)),
      )
      const result = inner(real)
      const isOf = ({ topic, callback, token }: Entry): boolean => {
        if (token !== undefined && args.includes(token)) return true
        // By the function, or where there is none, by the topic alone.
        const isTopic = typeof first !== 'string' || topic === first
        const functions = args.filter((arg) => typeof arg === 'function')
        return isTopic && (functions.length === 0 ? typeof first === 'string' : functions.includes(callback))
      }
      for (const entry of entries) if (isOf(entry)) remove(entry)
      return result
    })
    /** What has been subscribed has to be found: until the last has gone, these two know by what. */
    const leave = (): void => {
      if (entries.size > 0) return
      undoSubscribe()
      undoUnsubscribe()
    }
    return () => {
      isActive = false
      undoPublish()
      leave()
    }
  })
}

/** Whether who subscribed to one topic may be told of another: by a pattern, or as its parent. */
function mayHear(subscribed: string, event: string): boolean {
  return subscribed === event || /[*#]/.test(subscribed) || event.startsWith(`${subscribed}.`)
}

function readTopic(first: unknown): string {
  if (typeof first === 'string') return first
  const { topic } = (first ?? {}) as { readonly topic?: unknown }
  return typeof topic === 'string' ? topic : 'message'
}

function readPayload(...args: readonly unknown[]): unknown {
  const [first, ...rest] = args
  return Object(first) === first && 'data' in (first as object)
    ? (first as { readonly data: unknown }).data
    : payloadOf(rest)
}
