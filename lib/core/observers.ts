import { reportUnhandled } from './errors.ts'
import type { BusInfo, ListenerInfo, Observer } from './observer.ts'
import { disposable } from './subscription.ts'
import type { Subscription } from './types.ts'
import { check, isObject } from './validate.ts'

const reported = new WeakSet<Observer>()

function report(observer: Observer, error: unknown): void {
  if (!reported.has(observer)) reportUnhandled(error)
  reported.add(observer)
}

/** As the callback of an observer, without the bus. */
type Teller<Callback> = Callback extends (bus: BusInfo, ...facts: infer Facts) => unknown
  ? (...facts: Facts) => boolean
  : never

/**
 * The observers of a bus at one moment: each function calls all that have that callback. A dispatch keeps the group it
 * started with, so that each of them hears all of that dispatch.
 */
export type ObserverGroup = { readonly members: readonly Observer[] } & {
  readonly [Name in keyof Observer]-?: Teller<NonNullable<Observer[Name]>>
}

const CALLBACKS = [
  'shouldRun',
  'registered',
  'unregistered',
  'dispatchStart',
  'dispatchReturn',
  'dispatchEnd',
  'runStart',
  'runWait',
  'runEnd',
] as const satisfies readonly (keyof Observer)[]

function group(bus: BusInfo, members: readonly Observer[]): ObserverGroup {
  const all: Record<string, unknown> = { members }
  for (const name of CALLBACKS) {
    const having = members.filter((member) => typeof member[name] === 'function')
    const calls = having.map((member) => (member[name] as (...facts: unknown[]) => unknown).bind(member, bus))
    /** Returns whether none of them has said no. All are asked, so that each can count its own. */
    all[name] = (a: unknown, b: unknown, c: unknown, d: unknown): boolean => {
      let wanted = true
      for (let at = 0; at < calls.length; at++) {
        try {
          if (calls[at]!(a, b, c, d) === false) wanted = false
        } catch (error) {
          report(having[at]!, error)
        }
      }
      return wanted
    }
  }
  return all as ObserverGroup
}

/** What has observers: a bus, or another source. */
export interface Observed extends BusInfo {
  /** Those of this moment, if there are any. */
  observers: ObserverGroup | undefined
}

/**
 * Attaches an observer. It first hears of the listeners there are.
 * @throws {TypeError} when `observer` is no object
 */
export function attach(
  source: Observed,
  observer: Observer,
  listeners: readonly (ListenerInfo & { readonly removed: boolean })[],
): Subscription {
  check('observer', observer, isObject)
  const set = (members: readonly Observer[]): void => {
    source.observers = members.length > 0 ? group(source, members) : undefined
  }
  const members = (): readonly Observer[] => source.observers?.members ?? []
  set([...members(), observer])
  const { registered } = group(source, [observer])
  // One that is removed because of it is told as such already.
  for (const listener of listeners) if (!listener.removed) registered(listener)
  return disposable(() => set(members().toSpliced(members().indexOf(observer), 1)))
}
