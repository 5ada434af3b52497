import { type Bus, createBus, type EventError, type Origin } from '../../core/index.ts'
import { DriverBase } from '../driver-base.ts'
import type { OutboxOptions } from './options.ts'
import { type OutboxDriver, outboxDriver } from './outbox-driver.ts'
import { memoryStore } from './memory-store.ts'
import type { OutboxSharing, OutboxStore } from './store.ts'

/** One message, as a server gets it. */
export interface Sent {
  readonly event: string
  readonly payload: unknown
  readonly id: string
}

/** A driver without a network: `answer` says what becomes of each message. */
export class FakeDriver extends DriverBase {
  /** What has arrived. */
  readonly arrived: Sent[] = []
  readonly origins: Origin[] = []
  /** How often something was to be sent. */
  tries = 0
  answer: (sent: Sent) => void | Promise<void> = () => undefined

  constructor() {
    super('fake')
    this.enter('open')
  }

  get payloads(): readonly unknown[] {
    return this.arrived.map(({ payload }) => payload)
  }

  goDown(): void {
    this.answer = () => {
      throw new Error('no network')
    }
    this.enter('down', 'no network')
  }

  /** It says that it is open again, and takes no more messages than before. */
  reopen(): void {
    this.enter('down', 'no network')
    this.enter('open')
  }

  /** It would take messages again, but does not say so. */
  mend(): void {
    this.answer = () => undefined
  }

  comeUp(): void {
    this.mend()
    this.enter('open')
  }

  protected async send(event: string, payload: unknown, origin: Origin): Promise<void> {
    this.tries++
    const sent = { event, payload, id: origin.id }
    await this.answer(sent)
    this.arrived.push(sent)
    this.origins.push(origin)
  }

  protected async release(): Promise<void> {}
}

/** A page: a bus with an outbox before a driver that is a fake. `random` is 0: waits are the shortest possible. */
export interface FakePage {
  readonly bus: Bus
  readonly inner: FakeDriver
  readonly outbox: OutboxDriver
  /** What `onError` of the outbox was told. */
  readonly reports: Error[]
  /** What `onError` of the bus was told. */
  readonly errors: EventError[]
}

export function fakePage(
  options: Partial<OutboxOptions> = {},
  inner: FakeDriver = new FakeDriver(),
): FakePage {
  const reports: Error[] = []
  const errors: EventError[] = []
  const outbox = outboxDriver(inner, {
    store: memoryStore(),
    random: () => 0,
    onError: (error) => reports.push(error),
    ...options,
  })
  const bus = createBus({ driver: outbox, onError: (error) => errors.push(error) })
  return { bus, inner, outbox, reports, errors }
}

/** A driver whose network is down. */
export function downDriver(): FakeDriver {
  const driver = new FakeDriver()
  driver.goDown()
  return driver
}

/** Lets all that is due happen, without the time going on. */
export async function flush(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Makes a store that several outboxes share, as tabs do. */
export function sharedStore(store: OutboxStore = memoryStore()): OutboxStore {
  const members = new Set<(news: unknown) => void>()
  const queue: (() => void)[] = []
  let taken = false
  const free = (): void => {
    const next = queue.shift()
    if (next === undefined) taken = false
    else next()
  }
  const share = (): OutboxSharing => {
    const listeners = new Set<(news: unknown) => void>()
    const deliver = (news: unknown): void => {
      for (const listener of listeners) listener(news)
    }
    members.add(deliver)
    return {
      lead: (signal) =>
        new Promise((resolve) => {
          const lead = (): void => {
            if (signal.aborted) return free()
            signal.addEventListener('abort', free)
            resolve()
          }
          if (taken) queue.push(lead)
          else {
            taken = true
            lead()
          }
        }),
      tell: (news) => {
        const copy: unknown = structuredClone(news)
        for (const other of members) if (other !== deliver) queueMicrotask(() => other(copy))
      },
      onNews: (listener) => {
        listeners.add(listener)
        return Object.assign(() => listeners.delete(listener), { [Symbol.dispose]: () => undefined })
      },
      close: () => members.delete(deliver),
    }
  }
  return {
    load: () => store.load(),
    add: (entry) => store.add(entry),
    remove: (key) => store.remove(key),
    share,
  }
}
