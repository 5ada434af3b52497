import type { Subscription } from '../core/index.ts'
import { type Line, type Lists, register } from './lists.ts'
import {
  eventName,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  payloadOf,
} from './observation.ts'
import { type Instead, type Method, patch } from './patch.ts'

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

/** An emitter whose lists of listeners can be seen. */
export interface ListEmitter {
  /** What it is called where nothing else is said. */
  readonly name: string
  readonly lists: readonly EmittedLists[]
  /** The lists that an emit goes through, one after the other. */
  lines(event: unknown): Line<EmittedLists>[]
  /** What looks at the lists or changes them. */
  readonly methods: readonly string[]
  /** As a `Reporter` is told. */
  readonly ignoresResults?: boolean
  /** They look at what `emit` is, and may change it. */
  readonly looksAtEmit?: boolean
  /** Its methods do without `this`. */
  readonly unbound?: boolean
}

/**
 * Observes an emitter whose lists of listeners can be seen. What emits is its own `emit`, on the emitter itself. Just
 * before, its list is replaced by one of stands, each of which calls its listener; as soon as the first stand is called,
 * or one of the emitter's methods, the very list is back. So whatever the emitter does stays its own, and listeners never
 * see another list than theirs.
 */
export function observeLists(
  emitter: object,
  options: ObserveOptions | undefined,
  { name, lists, lines, methods, looksAtEmit, unbound, ignoresResults = true }: ListEmitter,
): Observation {
  return observeOnce(emitter, { name: nameBy(options, name), ignoresResults }, (reporter) => {
    const look = register(reporter, lists)
    /** Puts back the list that is replaced just now. */
    let putBack: (() => void) | undefined
    /** Replaces the list that comes next in what is being emitted. */
    let replaceNext: (() => void) | undefined
    let isOver = false

    const restore = (): void => {
      putBack?.()
      putBack = replaceNext = undefined
    }
    const emit: Instead = (inner, [event, ...args]) => {
      const emitted = lines(event)
      const count = emitted.reduce((sum, line) => sum + look(line).length, 0)
      const report = reporter.begin(eventName(event), payloadOf(args), count)
      // To be told of the listeners, an observer may have left.
      if (report === undefined) return inner()
      let index = 0
      let thrown: unknown = report
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
            const call = (): unknown =>
              lists.call ? lists.call(entry, self, args, event) : Reflect.apply(entry as Method, self, args)
            try {
              return index < count ? report.run(info, index++, call) : call()
            } catch (error) {
              thrown = error
              throw error
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
      try {
        return inner()
      } catch (error) {
        if (error !== thrown) report.fail(error)
        throw error
      } finally {
        restore()
        report.returned()
      }
    }
    /** Makes a call that may look at the lists or change them. */
    const told = (call: () => unknown, [event]: unknown[], isAll?: boolean): unknown => {
      const again = replaceNext
      restore()
      try {
        return call()
      } finally {
        if (reporter.observers && !isOver) for (const line of isAll ? [undefined] : lines(event)) look(line)
        again?.()
      }
    }
    // Whoever begins to observe while something is emitted looks at the very lists, too.
    const { observe } = reporter
    reporter.observe = (observer) => told(() => observe.call(reporter, observer), [], true) as Subscription
    const isQuiet = (self: unknown): boolean =>
      (self !== emitter && !unbound) || !(reporter.observers ?? putBack)

    const patchEmit = (): (() => void) =>
      patch(emitter, ['emit'], (inner, args, self) =>
        isQuiet(self) ? inner() : told(() => (reporter.observers ? emit(inner, args, self) : inner()), args),
      )
    let undoEmit = patchEmit()
    const undo = patch(emitter, methods, (inner, args, self) => {
      if (looksAtEmit) undoEmit()
      try {
        if (isQuiet(self)) return inner()
        const result = told(inner, args, args.length === 0)
        return typeof result === 'function' && result !== self ? () => told(result as Method, args) : result
      } finally {
        if (looksAtEmit) undoEmit = patchEmit()
      }
    })
    return () => {
      isOver = true
      undoEmit()
      undo()
    }
  })
}
