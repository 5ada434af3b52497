import { withoutUser } from './request-facts.ts'

/** So many finished requests may wait for their size; of one more, the oldest is given up. */
const MAX_WAITING = 1_000

/** A request whose size is not known yet. */
interface Waiting {
  readonly startTime: number
  readonly fallback: number | undefined
  readonly known: (bytes: number) => void
}

/**
 * How many bytes came in, without touching what came: browsers say so in the entries of their resource timing, which
 * come after the whole body. Entries name no request, only a URL: two requests to the same one that overlap may get one
 * another's size.
 */
export class Traffic {
  /** Requests whose size was not to be known. */
  unmeasured = 0
  private readonly waiting = new Map<string, Waiting[]>()
  private size = 0
  private readonly observer: PerformanceObserver | undefined

  constructor(Observer: typeof PerformanceObserver | undefined) {
    if (typeof Observer !== 'function' || !Observer.supportedEntryTypes.includes('resource')) return
    this.observer = new Observer((list) => {
      for (const entry of list.getEntries()) this.take(entry as PerformanceResourceTiming)
    })
    this.observer.observe({ type: 'resource', buffered: false })
  }

  /** `fallback` is what else is known of the size, where the browser does not tell. */
  wait(url: URL, startTime: number, fallback: number | undefined, known: (bytes: number) => void): void {
    const waiting = { startTime, fallback, known }
    if (this.observer === undefined) return this.give(waiting, undefined)
    const name = nameOf(url.href)
    const others = this.waiting.get(name)
    if (others === undefined) this.waiting.set(name, [waiting])
    else others.push(waiting)
    if (++this.size > MAX_WAITING) this.giveUpOldest()
  }

  stop(): void {
    this.observer?.disconnect()
    this.waiting.clear()
  }

  private take(entry: PerformanceResourceTiming): void {
    const name = nameOf(entry.name)
    const waiting = this.waiting.get(name)
    // One that began later than this entry can't be the one it is of; clocks are rounded.
    const index = waiting?.findIndex(({ startTime }) => startTime <= entry.startTime + 1) ?? -1
    const [found] = index < 0 ? [] : (waiting?.splice(index, 1) ?? [])
    if (found === undefined) return
    this.size--
    if (waiting?.length === 0) this.waiting.delete(name)
    this.give(found, entry)
  }

  private give({ fallback, known }: Waiting, entry: PerformanceResourceTiming | undefined): void {
    const bytes = (entry === undefined ? undefined : bytesOf(entry)) ?? fallback
    if (bytes === undefined) this.unmeasured++
    else known(bytes)
  }

  private giveUpOldest(): void {
    for (const [name, waiting] of this.waiting) {
      const oldest = waiting.shift()
      if (waiting.length === 0) this.waiting.delete(name)
      if (oldest === undefined) continue
      this.size--
      this.give(oldest, undefined)
      return
    }
  }
}

/** Bytes of the body as it was moved; undefined for what another origin does not let the page know. */
function bytesOf({
  transferSize,
  encodedBodySize,
  decodedBodySize,
}: PerformanceResourceTiming): number | undefined {
  if (transferSize === 0 && decodedBodySize === 0) return undefined
  // From the cache: nothing was moved.
  return transferSize === 0 ? 0 : encodedBodySize
}

/** Entries have no fragment, and not everywhere a user. */
function nameOf(url: string): string {
  return withoutUser(url).replace(/#.*$/, '')
}
