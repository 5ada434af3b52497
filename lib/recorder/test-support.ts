import { createBus } from '../core/index.ts'
import { createRecorder, type Recorder, type RecorderOptions } from './index.ts'

/** A clock that stands still until it is told to move. */
export class FakeClock {
  time = 1_000
  private step = 0.5

  readonly read = (): number => {
    this.time += this.step
    return this.time
  }

  /** From now on, reading it does not move it. */
  stop(): void {
    this.step = 0
    this.time = 1_000
  }

  advance(ms: number): void {
    this.time += ms
  }
}

/** A recorder on a bus, with a clock that starts at 1 000 and moves only when it is told to. */
export function recordedBus(options: Omit<RecorderOptions, 'clock'> = {}) {
  const { recorder, clock } = fakedRecorder(options)
  const bus = createBus({ name: 'shop', onError: () => undefined })
  const detach = recorder.attach(bus)
  return { bus, recorder, recording: recorder.recording, clock, detach }
}

export function fakedRecorder(options: Omit<RecorderOptions, 'clock'> = {}): {
  recorder: Recorder
  clock: FakeClock
} {
  const clock = new FakeClock()
  const recorder = createRecorder({ ...options, clock: clock.read })
  clock.stop()
  return { recorder, clock }
}

/** Lets all microtasks that are due run. */
export const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A promise for a test to settle. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>
  readonly resolve: (value: Value) => void
  readonly reject: (reason: unknown) => void
}

// Promise.withResolvers, which Node 20 does not have.
export function deferred<Value = void>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
