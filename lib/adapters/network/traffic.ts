import { withoutUser } from './request-facts.ts'

/** So many finished requests may wait for their size; of one more, the oldest is given up. */
const MAX_WAITING = 1_000

/** A request whose size is not known yet. */
interface Waiting {
  /** The URL, as its entry is going to have it. */
  readonly name: string
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
  private readonly waiting: Waiting[] = []
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
    this.waiting.push({ name: nameOf(url.href), startTime, fallback, known })
    if (this.observer === undefined || this.waiting.length > MAX_WAITING) this.give(0)
  }

  stop(): void {
    this.observer?.disconnect()
    this.waiting.length = 0
  }

  private take(entry: PerformanceResourceTiming): void {
    const name = nameOf(entry.name)
    // One that began later than this entry can't be the one it is of; clocks are rounded.
    const index = this.waiting.findIndex(
      (waiting) => waiting.name === name && waiting.startTime <= entry.startTime + 1,
    )
    if (index >= 0) this.give(index, bytesOf(entry))
  }

  /** Waits no more for one of them. */
  private give(index: number, measured?: number): void {
    const [waiting] = this.waiting.splice(index, 1)
    const bytes = measured ?? waiting?.fallback
    if (bytes === undefined) this.unmeasured++
    else waiting?.known(bytes)
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
