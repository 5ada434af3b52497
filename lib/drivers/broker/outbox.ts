import { disposable, type Origin, reportUnhandled, type Subscription } from '../../core/index.ts'
import { checkJson } from '../../wire/index.ts'
import { delayAfter } from '../backoff.ts'
import { Contents } from './contents.ts'
import { OutboxClosedError, OutboxFullError, OutboxStoreError, OutboxTimeoutError, textOf } from './errors.ts'
import type { LineHost } from './line.ts'
import type { News } from './news.ts'
import type { OutboxSettings } from './options.ts'
import { SharingAccess } from './sharing-access.ts'
import { type OutboxEntry, readEntry } from './store.ts'
import { StoreAccess } from './store-access.ts'
import { type OutboxItem, Waiting } from './waiting.ts'
import { within } from './within.ts'

/**
 * What an outbox driver keeps. The store has the truth; the contents are what this outbox knows of it, with what is on its
 * way in. Of several outboxes over one store, one leads, and sends for all.
 */
export class Outbox implements LineHost {
  private readonly contents: Contents
  private readonly store: StoreAccess
  private readonly sharing: SharingAccess
  private readonly watchers = new Set<() => void>()
  private readonly leaving = new AbortController()
  private readonly reading: Promise<void>
  /** Ids of what went while the store is read, and may be in what is read. */
  private readonly went = new Set<string>()
  private reads = 0
  private leading = false
  private closed = false
  private readonly adding = new Set<Promise<void>>()
  /** Besides, what `stop` has to wait for. */
  private readonly underWay = new Set<Promise<void>>()

  constructor(
    private readonly settings: OutboxSettings,
    /** Sends one entry, once. */
    private readonly sendOnce: (waiting: Waiting) => void | Promise<void>,
  ) {
    this.contents = new Contents(this, settings)
    this.store = new StoreAccess(settings.store, settings.onError)
    this.sharing = new SharingAccess(settings.store, (news) => this.hear(news), settings.onError)
    this.reading = this.begin()
    void this.lead()
  }

  get size(): number {
    return this.contents.size
  }

  get items(): readonly OutboxItem[] {
    return Array.from(this.contents.all, (waiting) => waiting.item)
  }

  onChange(listener: () => void): Subscription {
    const watcher = (): void => listener()
    this.watchers.add(watcher)
    return disposable(() => {
      this.watchers.delete(watcher)
    })
  }

  /**
   * Takes a dispatch in. The promise resolves when it is in the store.
   * @throws {WireError} for a payload that JSON can't carry
   * @throws {OutboxFullError} where there is no room
   */
  add(event: string, payload: unknown, dispatchId: number, origin: Origin): Promise<void> {
    if (this.closed) throw new OutboxClosedError(event)
    const { via, sender, id, time } = origin
    // A message that is passed on may come by more than one way.
    if (this.contents.find(id) !== undefined) return this.stored()
    checkJson(payload, 'payload', { maxBytes: this.settings.maxBytes })
    const entry: OutboxEntry = {
      event,
      payload: JSON.stringify(payload) ?? 'null',
      origin: { via, sender, id, time },
      added: Date.now(),
    }
    const waiting = new Waiting(entry, dispatchId)
    const full = this.contents.overflow(waiting.bytes, 1)
    if (full !== undefined) throw new OutboxFullError(event, full)
    this.contents.add(waiting)
    this.changed()
    return track(this.adding, this.keep(waiting))
  }

  /** Takes an entry out unsent; false where there is none. */
  drop(id: string): boolean {
    const waiting = this.contents.find(id)
    if (waiting === undefined) return false
    void track(this.underWay, this.takeOut(waiting))
    return true
  }

  /** Whatever waits for its next try is tried now. */
  wake(): void {
    this.contents.wakeAll()
  }

  /** Resolves when all that was taken in is in the store, or could not be put there. */
  async stored(): Promise<void> {
    while (this.adding.size > 0) await Promise.allSettled(this.adding)
  }

  /** No more tries; resolves when those under way are over. */
  async stop(): Promise<void> {
    this.closed = true
    this.contents.stopAll()
    await this.stored()
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay)
  }

  /** Lets another outbox lead, and the store go. */
  async release(): Promise<void> {
    this.leaving.abort()
    this.sharing.close()
    this.watchers.clear()
    await this.settings.store.close?.()
  }

  maySend({ place, gone }: Waiting): boolean {
    if (this.closed || gone || place === 'adding') return false
    return this.leading || place === 'memory'
  }

  async send(waiting: Waiting): Promise<void> {
    const { timeout } = this.settings
    const late = (): Error => new OutboxTimeoutError(timeout)
    try {
      await track(this.underWay, within(this.attempt(waiting), timeout, late))
    } catch (failure) {
      if (waiting.gone) return
      waiting.error = textOf(failure)
      this.tell({ kind: 'tried', id: waiting.id, tries: waiting.tries, error: waiting.error })
      this.changed()
      throw failure
    }
  }

  delayAfter(failures: number): number {
    return delayAfter(failures, this.settings.backoff, this.settings.random)
  }

  /** A try that was given up may succeed later: then it counts after all. */
  private async attempt(waiting: Waiting): Promise<void> {
    waiting.tries++
    await this.sendOnce(waiting)
    await this.takeOut(waiting)
  }

  private async keep(waiting: Waiting): Promise<void> {
    await this.reading
    if (waiting.refusal !== undefined) throw waiting.refusal
    // Dropped; or it was in the store, having come before.
    if (waiting.gone || waiting.place !== 'adding') return
    const { event } = waiting.entry
    try {
      await this.store.add(waiting, (key) => this.tell({ kind: 'added', key, entry: waiting.entry }))
      waiting.place = 'store'
    } catch (cause) {
      waiting.place = 'memory'
      const what = `"${event}" could not be stored. It is tried again while this page is open, and lost when it closes`
      throw new OutboxStoreError(what, cause)
    } finally {
      this.contents.advance(waiting)
      this.changed()
    }
  }

  private async begin(): Promise<void> {
    await this.read()
    this.refuseOverflow()
  }

  private async lead(): Promise<void> {
    await this.reading
    if (this.sharing.exists) {
      await this.sharing.lead(this.leaving.signal)
      if (this.closed) return
      // Who led before may have sent what this one has not heard of.
      await this.read()
    }
    this.leading = true
    this.contents.advanceAll()
  }

  private async read(): Promise<void> {
    const before = new Set([...this.contents.all].filter(({ place }) => place === 'store'))
    this.went.clear()
    this.reads++
    const stored = await this.store.load()
    this.reads--
    if (stored === undefined) return
    const found = new Map<string, Waiting>()
    for (const { key, value } of stored) {
      const entry = readEntry(value)
      if (entry === undefined) {
        const what = `entry ${key} of the outbox's store can't be read, and is taken out`
        this.settings.onError(new OutboxStoreError(what))
        void track(this.underWay, this.store.remove(key))
        continue
      }
      const { id } = entry.origin
      if (this.went.has(id)) continue
      const waiting = this.contents.find(id) ?? new Waiting(entry)
      waiting.key = key
      waiting.place = 'store'
      found.set(id, waiting)
    }
    this.contents.merge(found, before)
    this.changed()
  }

  /** What came in before the store was read may be too much together with what was in it: the newest have no room. */
  private refuseOverflow(): void {
    for (const waiting of [...this.contents.all].reverse()) {
      const full = this.contents.overflow(0, 0)
      if (full === undefined) return
      if (waiting.place !== 'adding') continue
      waiting.refusal = new OutboxFullError(waiting.entry.event, full)
      this.forget(waiting)
    }
  }

  private hear(news: News | undefined): void {
    if (news === undefined) return
    if (news.kind === 'added') {
      const { id } = news.entry.origin
      if (this.contents.find(id) !== undefined) return
      const waiting = new Waiting(news.entry)
      waiting.place = 'store'
      waiting.key = news.key
      this.contents.add(waiting)
      this.contents.advance(waiting)
    } else {
      const waiting = this.contents.find(news.id)
      if (news.kind === 'gone') {
        if (this.reads > 0) this.went.add(news.id)
        if (waiting !== undefined) this.forget(waiting)
      } else if (waiting !== undefined) {
        waiting.tries = news.tries
        waiting.error = news.error
      }
    }
    this.changed()
  }

  /** It was sent or dropped: out of the store, too. The next of its event waits for that: nothing is sent twice then. */
  private async takeOut(waiting: Waiting): Promise<void> {
    if (waiting.gone) return
    this.contents.delete(waiting)
    if (this.reads > 0) this.went.add(waiting.id)
    this.changed()
    if (waiting.key !== undefined) await this.store.remove(waiting.key)
    this.tell({ kind: 'gone', id: waiting.id })
    this.contents.leaveLine(waiting)
  }

  private forget(waiting: Waiting): void {
    this.contents.delete(waiting)
    this.contents.leaveLine(waiting)
  }

  private tell(news: News): void {
    if (!this.leaving.signal.aborted) this.sharing.tell(news)
  }

  private changed(): void {
    for (const watcher of this.watchers) {
      try {
        watcher()
      } catch (error) {
        reportUnhandled(error)
      }
    }
  }
}

/** Keeps a promise among others until it has settled. */
function track(among: Set<Promise<void>>, promise: Promise<void>): Promise<void> {
  among.add(promise)
  const over = (): boolean => among.delete(promise)
  promise.then(over, over)
  return promise
}
