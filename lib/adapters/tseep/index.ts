import {
  type EmittedLists,
  inRecord,
  type Method,
  type Observation,
  observeLists,
  type ObserveOptions,
} from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An EventEmitter of tseep, whatever its events are. */
export interface TseepEmitter {
  readonly events: object
  readonly onceEvents: object
  on(event: never, listener: never): unknown
  off(event: never, listener: never): unknown
  emit(event: never, ...args: never[]): boolean
}

/** As tseep keeps the listeners of an event. */
interface Tasks {
  readonly length: number
  readonly argsNum: number
  _tasks: Method | Method[]
  call: Method
  tasksAsArray(): Method[]
}

/**
 * Observes an EventEmitter of tseep: what it emits, each run of a listener, and which listeners there are. It behaves as
 * before, and `detach()` leaves it as it was. While it is observed, nothing is compiled by `eval` when it emits.
 *
 * A promise is waited for where the listener is an async function: of others, that could be told from outside.
 * @throws {TypeError} when `emitter` is none of tseep, or for an unknown option
 * @example
 * import { EventEmitter } from 'tseep'
 * import { observeEmitter } from 'eventscope/adapters/tseep'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = new EventEmitter<{ saved: (id: string) => void }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends TseepEmitter>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  const { events, onceEvents } = Object(emitter) as Partial<TseepEmitter>
  if (typeof events !== 'object' || typeof onceEvents !== 'object')
    throw new TypeError('`emitter` must be an EventEmitter of tseep')
  const many: EmittedLists = {
    ...inRecord(() => emitter.events as Record<PropertyKey, unknown>),
    entries: (list) => {
      if (Array.isArray(list)) return list
      const tasks = (list as Tasks | undefined)?.tasksAsArray() ?? []
      // One that was put before none is kept as a list, which tseep fails to call.
      return typeof tasks[0] === 'function' ? tasks : []
    },
    stands: (stands, list) =>
      Array.isArray(list) ? liveStands(list, stands) : standFor(list as Tasks, stands),
  }
  const once: EmittedLists = {
    ...inRecord(() => emitter.onceEvents as Record<PropertyKey, unknown>),
    once: () => true,
    stands: (stands, list) => (Array.isArray(list) ? stands : stands[0]),
  }
  return observeLists(emitter, options, {
    name: 'tseep',
    lists: [many, once],
    methods: [
      'on',
      'once',
      'addListener',
      'off',
      'removeListener',
      'removeAllListeners',
      'prependListener',
      'prependOnceListener',
      'hasListeners',
      'listeners',
      'listenerCount',
      'eventNames',
    ],
    looksAtEmit: true,
  })
}

/** Where nothing may be compiled, tseep has arrays, and sees what listeners change in them while it goes through. */
function liveStands(list: readonly Method[], stands: readonly Method[]): object {
  const left: (Method | undefined)[] = [...list]
  const stand: object = new Proxy(list, {
    get: (_, key) => {
      const found: unknown = Reflect.get(list, key)
      if (typeof found !== 'function' || !Object.hasOwn(list, key)) return found
      const at = left.indexOf(found as Method)
      const method: Method = function (...args) {
        const isLive = this === stand
        // It may come a second time, when another was put before it.
        if (at < 0) return Reflect.apply(found, isLive ? list : this, args)
        left[at] = undefined
        return Reflect.apply(stands[at]!, isLive ? stands : this, args)
      }
      return method
    },
  })
  return stand
}

/** What is called instead of the tasks: it calls the stands just as they would call the listeners. */
function standFor(tasks: Tasks, stands: readonly Method[]): object {
  const { length, argsNum, _tasks: listeners } = tasks
  const stand = {
    length,
    argsNum,
    call(this: unknown, ...args: unknown[]): void {
      // It is called as a method only where there are few arguments.
      const self = this === stand ? tasks : this
      if (length > 1 && (self !== undefined || tasks.call.length > 0)) {
        const taken = Array.from({ length: argsNum }, (_, at) => args[at])
        for (const one of stands) Reflect.apply(one, undefined, taken)
      } else if (tasks.call === listeners) Reflect.apply(stands[0]!, self, args)
      else {
        // What `call` is has to be made yet, which does things of its own.
        const only: Method = function (...args) {
          tasks.call = tasks._tasks = listeners as Method
          return Reflect.apply(stands[0]!, this, args)
        }
        tasks._tasks = only
        try {
          Reflect.apply(tasks.call, self, args)
        } finally {
          if (tasks._tasks === only) tasks._tasks = listeners
        }
      }
    },
  }
  return stand
}
