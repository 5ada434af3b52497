import { painted } from './frames.ts'

/** What dispatches one event after the other, each with a payload of its own or all with the same. */
export interface EventStream {
  next(): void
  nextShared(): void
}

/** Events that one task dispatches, at most, and for how long: a page that fell behind catches up in small steps. */
const MAX_TASK_EVENTS = 4_000
const MAX_TASK_MS = 8

/** Events between two looks at the clock. */
const STEP = 20

/** Events between two frames while filling. */
const FILL_EVENTS = 10_000

/** Dispatches the events of a stream, at a rate or at once. */
export class Generator {
  private readonly stream: EventStream
  private metronome: Worker | undefined
  private began = 0
  private sent = 0
  private stall = 0

  constructor(stream: EventStream) {
    this.stream = stream
  }

  start(rate: number): void {
    if (this.metronome !== undefined) throw new Error('The load is running already')
    this.began = performance.now()
    this.sent = 0
    this.metronome = new Worker(new URL('./metronome.ts', import.meta.url), { type: 'module' })
    this.metronome.addEventListener('message', ({ data }: MessageEvent<number>) => {
      this.stall = Math.max(this.stall, data)
      this.catchUp(rate)
      this.metronome?.postMessage(undefined)
    })
  }

  stop(): number {
    this.metronome?.terminate()
    this.metronome = undefined
    return (this.sent * 1_000) / (performance.now() - this.began)
  }

  /** The longest that the metronome was silent since the last call, ms. */
  takeStall(): number {
    const { stall } = this
    this.stall = 0
    return stall
  }

  burst(count: number): void {
    for (let left = count; left > 0; left--) this.stream.next()
  }

  async fill(count: number, perFrame: number = FILL_EVENTS): Promise<void> {
    for (let left = count; left > 0; left -= perFrame) {
      this.burst(Math.min(left, perFrame))
      await painted()
    }
  }

  async fillShared(count: number): Promise<void> {
    for (let left = count; left > 0; left -= FILL_EVENTS) {
      for (let of = Math.min(left, FILL_EVENTS); of > 0; of--) this.stream.nextShared()
      await painted()
    }
  }

  private catchUp(rate: number): void {
    // Messages of a metronome that was stopped may still arrive.
    if (this.metronome === undefined) return
    const now = performance.now()
    const due = Math.floor(((now - this.began) * rate) / 1_000) - this.sent
    const until = now + MAX_TASK_MS
    for (let left = Math.min(due, MAX_TASK_EVENTS); left > 0 && performance.now() < until; left -= STEP) {
      const count = Math.min(left, STEP)
      this.burst(count)
      this.sent += count
    }
  }
}
