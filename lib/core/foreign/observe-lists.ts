import { type ListOf, type Lists, watchLists } from './lists.ts'
import {
  checkObserved,
  eventName,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  payloadOf,
} from './observation.ts'
import { type Method, replaceMethods } from './replace.ts'
import type { ReporterOptions } from './report.ts'
import { Sending } from './sending.ts'

/** Lists that an emitter goes through when it emits. */
export interface EmittedLists extends Lists {
  /**
   * What stands in the place of an entry.
   * @default `stand`, the function that stands for its listener
   */
  stand?(entry: object, stand: Method): unknown
  /**
   * What stands in the place of a list.
   * @default an array of `stands`
   */
  stands?(stands: readonly Method[], list: unknown): unknown
  /**
   * Calls the listener of an entry.
   * @default calls the entry
   */
  call?(entry: object, self: unknown, args: unknown[], event: unknown): unknown
}

/** What `observeLists()` is told of an emitter. */
export interface ListEmitter extends ReporterOptions {
  /** What kind of emitter it is: it is called so where nothing else is said. */
  readonly name: string
  readonly lists: readonly EmittedLists[]
  /**
   * The lists that an emit goes through, one after the other.
   * @default those of the event in `lists`
   */
  lines?(event: unknown): ListOf<EmittedLists>[]
  /**
   * The method that emits. Its first argument is the event.
   * @default 'emit'
   */
  readonly emit?: string
  /** What looks at the lists or changes them. */
  readonly methods: readonly string[]
  /** They look at what `emit` is, and may change it. */
  readonly looksAtEmit?: boolean
  /** Its methods do without `this`. */
  readonly unbound?: boolean
}

/**
 * Observes an emitter whose lists of listeners can be seen. What emits is its own method, on the emitter itself. Just
 * before, its list is replaced by one of stands, each of which calls its listener; as soon as the first stand is called,
 * or one of the emitter's methods, the very list is back. So whatever the emitter does stays its own, and listeners never
 * see another list than theirs. What comes and goes without a call of its `methods` is seen with the next emit.
 * @throws {TypeError} when it has no method that emits, or for an unknown or ill-typed option
 * @example
 * class Emitter {
 *   readonly handlers: Record<string, ((payload: unknown) => void)[]> = {}
 *   on(event: string, handler: (payload: unknown) => void) {
 *     ;(this.handlers[event] ??= []).push(handler)
 *   }
 *   emit(event: string, payload: unknown) {
 *     for (const handler of this.handlers[event] ?? []) handler(payload)
 *   }
 * }
 * const emitter = new Emitter()
 * const lists = [inRecord(() => emitter.handlers)]
 * recorder.attach(observeLists(emitter, { name: 'app' }, { name: 'own', lists, methods: ['on'] }))
 */
export function observeLists(
  emitter: object,
  options: ObserveOptions | undefined,
  {
    name,
    lists,
    lines = (event) => lists.map((one) => [one, event]),
    emit: emits = 'emit',
    methods,
    looksAtEmit,
    unbound,
    ...reported
  }: ListEmitter,
): Observation {
  checkObserved('emitter', emitter, emits)
  return observeOnce(emitter, { ...reported, kind: name, name: nameBy(options, name) }, (reporter) => {
    const look = watchLists(reporter, lists)
    /** Puts back the list that is replaced just now. */
    let putBack: (() => void) | undefined
    /** Replaces the list that comes next in what is being emitted. */
    let replaceNext: (() => void) | undefined
    let isOver = false

    const restore = (): void => {
      putBack?.()
      putBack = replaceNext = undefined
    }
    const emit = (inner: () => unknown, [event, ...args]: unknown[]): unknown => {
      const emitted = lines(event)
      const count = emitted.reduce((sum, line) => sum + look(line).length, 0)
      const sending = new Sending(reporter, eventName(event), payloadOf(args), count)
      const next = (): void => {
        const line = emitted.shift()
        if (isOver || line === undefined) return
        const [lists, event] = line
        const list = lists.get(event)
        const known = look(line)
        let left = known.length
        const stands = known.map(([entry, info]) => {
          const stand: Method = function (...args) {
            restore()
            const self = this === stands ? list : this
            try {
              return sending.run(info, () =>
                lists.call
                  ? lists.call(entry, self, args, event)
                  : Reflect.apply(entry as Method, self, args),
              )
            } finally {
              if (--left === 0) next()
            }
          }
          return (lists.stand?.(entry, stand) ?? stand) as Method
        })
        if (left === 0) {
          next()
          return
        }
        const instead = lists.stands?.(stands, list) ?? stands
        lists.set(event, instead)
        putBack = () => {
          if (lists.get(event) === instead) lists.set(event, list)
        }
        replaceNext = () => {
          emitted.unshift(line)
          next()
        }
      }
      next()
      return sending.during(inner)
    }
    /** Makes a call that may look at the lists or change them: all of them, where it is given no event. */
    const told = (call: () => unknown, args: unknown[]): unknown => {
      const again = replaceNext
      restore()
      try {
        return call()
      } finally {
        restore()
        if (reporter.observers && !isOver)
          for (const line of args.length > 0 ? lines(args[0]) : [undefined]) look(line)
        again?.()
      }
    }
    // Whoever begins to observe while something is emitted looks at the very lists, too.
    reporter.beforeObserve = () => told(look, [])
    const isQuiet = (self: unknown): boolean =>
      (self !== emitter && !unbound) || !(reporter.observers ?? putBack)

    const replaceEmit = (): (() => void) =>
      replaceMethods(emitter, [emits], (inner, args, self) =>
        isQuiet(self) ? inner() : told(() => (reporter.observers ? emit(inner, args) : inner()), args),
      )
    let undoEmit = replaceEmit()
    /** How many methods that look at `emit` are under way: one may call another. */
    let looking = 0
    const undo = replaceMethods(emitter, methods, (inner, args, self) => {
      if (looksAtEmit && ++looking === 1) undoEmit()
      try {
        if (isQuiet(self)) return inner()
        const result = told(inner, args)
        return typeof result === 'function' && result !== self ? () => told(result as Method, args) : result
      } finally {
        if (looksAtEmit && --looking === 0 && !isOver) undoEmit = replaceEmit()
      }
    })
    return () => {
      isOver = true
      undoEmit()
      undo()
    }
  })
}
