import { type Driver, disposable, type Subscription } from '../../core/index.ts'
import { attempt, countOf, property, textOf } from './attempt.ts'
import { DriverWatch } from './driver-watch.ts'
import type { QueueView, SourceKind, SourceView } from './types.ts'

/** Queues of a source that are told of. */
const MAX_QUEUES = 256
/** Entries before those whose sources are gone are looked for. */
const MIN_SWEEP = 16

interface Entry {
  readonly source: WeakRef<object>
  readonly attachedAt: number
  readonly watch: DriverWatch | undefined
}

/**
 * What a recorder is attached to, and what its drivers have been through. One that the page has dropped without
 * detaching it is not kept alive, and no longer listed.
 */
export class AttachedSources {
  private entries: Entry[] = []
  private sweepAt = MIN_SWEEP

  /** @param changed is told when a source has come or gone, or a driver's state has changed */
  constructor(private readonly changed: () => void) {}

  /** @returns what takes it out again; it refers to the source */
  add(source: object): Subscription {
    if (this.entries.length >= this.sweepAt) {
      this.entries = this.entries.filter((entry) => entry.source.deref() !== undefined)
      this.sweepAt = Math.max(MIN_SWEEP, this.entries.length * 2)
    }
    const driver = driverOf(source)
    const watch = driver === undefined ? undefined : new DriverWatch(driver, this.changed)
    const entry: Entry = { source: new WeakRef(source), attachedAt: Date.now(), watch }
    this.entries.push(entry)
    const stop = driver === undefined ? undefined : watch?.start(driver)
    this.changed()
    return disposable(() => {
      this.entries = this.entries.filter((other) => other !== entry)
      attempt(() => stop?.(), undefined)
      this.changed()
    })
  }

  /** In the order in which they were attached. */
  view(): SourceView[] {
    const views: SourceView[] = []
    for (const { source, attachedAt, watch } of this.entries) {
      const there = source.deref()
      if (there !== undefined) views.push(viewOf(there, attachedAt, watch))
    }
    return views
  }
}

function viewOf(source: object, attachedAt: number, watch: DriverWatch | undefined): SourceView {
  const kind = kindOf(source)
  const queues = [...queuesOf(source), ...queuesOf(driverOf(source))]
  return {
    id: countOf(attempt(() => property(source, 'id'), 0)),
    name: attempt(() => textOf(property(source, 'name')), undefined) ?? kind,
    kind,
    attachedAt,
    closed: attempt(() => property(source, 'closed') === true, false),
    driver: watch?.view(),
    queues: queues.slice(0, MAX_QUEUES),
    omittedQueues: Math.max(0, queues.length - MAX_QUEUES),
  }
}

function kindOf(source: object): SourceKind {
  if (attempt(() => typeof property(source, 'queues') === 'function', false)) return 'stream'
  return attempt(() => typeof property(source, 'dispatch') === 'function', false) ? 'bus' : 'emitter'
}

function driverOf(source: object): Driver | undefined {
  return attempt(() => {
    const driver = property(source, 'driver')
    return typeof property(driver, 'onState') === 'function' ? (driver as Driver) : undefined
  }, undefined)
}

function queuesOf(owner: object | undefined): QueueView[] {
  return attempt(() => {
    const queues = property(owner, 'queues')
    const told: unknown = typeof queues === 'function' ? queues.call(owner) : undefined
    return Array.isArray(told) ? told.map(queueOf) : []
  }, [])
}

function queueOf(queue: unknown): QueueView {
  return {
    name: textOf(property(queue, 'name')) ?? 'queue',
    depth: countOf(property(queue, 'depth')),
    capacity: countOf(property(queue, 'capacity')),
    waiting: countOf(property(queue, 'waiting')),
  }
}
