import type { HttpMessage } from '../wire/index.ts'
import {
  CallbackError,
  type CallbackFetch,
  type CallbackOptions,
  type CallbackOutcome,
} from './callback-options.ts'
import { CallbackTargets } from './callback-targets.ts'
import { messageOf } from './refusal.ts'

const DEFAULT_ATTEMPTS = 3
const DEFAULT_INTERVAL = 2_000
const DEFAULT_TIMEOUT = 60_000
/** How many callbacks may be on their way at a time; one more is given up at once. */
export const MAX_PENDING_CALLBACKS = 1_000

const CLOSED = 'the endpoint was closed'

/** Why one attempt failed, and whether another may do better. */
interface Failure {
  readonly why: string
  readonly again: boolean
  readonly cause?: unknown
}

/** A callback to be made. */
export type Callback = Pick<CallbackOutcome, 'kind' | 'url' | 'message'>

/** Which callback a message asks for, now that it was handled; undefined where it asks for none. */
export function callbackOf(message: HttpMessage, failed: boolean): Callback | undefined {
  const url = failed ? message.callback?.failUrl : message.callback?.successUrl
  return url === undefined || url === '' ? undefined : { kind: failed ? 'fail' : 'success', url, message }
}

/** Makes callbacks: tried again after what may pass (no connection, no answer, 5xx), and not after anything else. */
export class Callbacks {
  private readonly targets: CallbackTargets
  private readonly fetch: CallbackFetch
  private readonly attempts: number
  private readonly interval: number
  private readonly timeout: number
  /** End what is being waited for. */
  private readonly stops = new Set<() => void>()
  private stopped = false
  private pending = 0

  constructor(
    options: CallbackOptions,
    /** Told of each that was made or given up. */
    private readonly ended: (outcome: CallbackOutcome) => void,
  ) {
    this.targets = new CallbackTargets(options)
    this.fetch = options.fetch ?? ((url, init) => fetch(url, init))
    this.attempts = options.attempts ?? DEFAULT_ATTEMPTS
    this.interval = options.interval ?? DEFAULT_INTERVAL
    this.timeout = options.timeout ?? DEFAULT_TIMEOUT
  }

  /** Why a URL must not be called; undefined where it may be. */
  refusal(url: string): string | undefined {
    return this.targets.refusal(url)
  }

  /** Resolves when it was made or given up. Never rejects. */
  async call(callback: Callback): Promise<void> {
    if (this.pending >= MAX_PENDING_CALLBACKS) {
      this.giveUp(callback, 0, { why: `${this.pending} others are on their way`, again: false })
      return
    }
    this.pending++
    await this.tryAll(callback)
    this.pending--
  }

  /** Gives up what is on its way. */
  stop(): void {
    this.stopped = true
    for (const stop of this.stops) stop()
  }

  private async tryAll(callback: Callback): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const failure = await this.attempt(callback.url)
      if (failure === undefined) {
        this.ended({ ...callback, attempts: attempt, error: undefined })
        return
      }
      if (!failure.again || attempt >= this.attempts) {
        this.giveUp(callback, attempt, failure)
        return
      }
      await this.until(this.interval, () => undefined, undefined)
      if (this.stopped) {
        this.giveUp(callback, attempt, { ...failure, why: CLOSED })
        return
      }
    }
  }

  private giveUp(callback: Callback, attempts: number, { why, cause }: Failure): void {
    this.ended({ ...callback, attempts, error: new CallbackError(callback.url, why, cause) })
  }

  /** One attempt, which is over after the timeout, whatever does not heed the signal. */
  private async attempt(url: string): Promise<Failure | undefined> {
    if (this.stopped) return { why: CLOSED, again: false }
    const controller = new AbortController()
    const late: Failure = { why: `no answer within ${this.timeout} ms`, again: true }
    const failure = await this.until(this.timeout, () => this.request(url, controller.signal), late)
    controller.abort()
    return failure === late && this.stopped ? { why: CLOSED, again: false } : failure
  }

  private async request(url: string, signal: AbortSignal): Promise<Failure | undefined> {
    try {
      const refusal = await this.targets.resolvedRefusal(url)
      if (refusal !== undefined) return { why: refusal, again: false }
      if (signal.aborted) return { why: CLOSED, again: false }
      const init = { method: 'GET', redirect: 'manual', credentials: 'omit', signal } as const
      const { status, body } = await this.fetch(url, init)
      // What it says is of no interest, and might be endless.
      body?.cancel().catch(() => undefined)
      if (status >= 200 && status < 300) return undefined
      // Browsers hide a redirect behind the status 0.
      if (status === 0 || (status >= 300 && status < 400))
        return { why: 'it redirects, which is not followed', again: false }
      return { why: `it was answered with ${status}`, again: status >= 500 }
    } catch (cause) {
      return { why: messageOf(cause), again: true, cause }
    }
  }

  /** What comes first: the work's result, or, after a time or when this is stopped, the other one. */
  private until<Result>(
    ms: number,
    work: () => Promise<Result> | undefined,
    otherwise: Result,
  ): Promise<Result> {
    return new Promise((resolve) => {
      const finish = (result: Result): void => {
        clearTimeout(timer)
        this.stops.delete(stop)
        resolve(result)
      }
      const stop = (): void => finish(otherwise)
      const timer = setTimeout(stop, ms)
      this.stops.add(stop)
      void work()?.then(finish)
    })
  }
}
