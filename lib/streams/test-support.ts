import type { AnyStreamEvent, Processor, StreamWorker } from './index.ts'

/** A processor made of what a test cares for. */
export function processorOf(process: (event: AnyStreamEvent) => unknown = () => undefined): Processor {
  return { process, shutdown: () => undefined }
}

/** A promise for a test to settle. */
export interface Deferred {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

export function deferred(): Deferred {
  let resolve: () => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

/** Lets what is queued in microtasks happen. */
export async function microtasks(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn++) await undefined
}

/** Lets what is on its way in channels arrive. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

/** Keys that differ. */
export function mixedKeys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `key ${index}`)
}

/** A worker that is in this very thread, at the other end of a `MessageChannel`. */
export class FakeWorker implements Extract<StreamWorker, { addEventListener: unknown }> {
  isTerminated = false
  private readonly channel = new MessageChannel()
  private readonly failures = new EventTarget()

  /** @param script what its module does */
  constructor(script: (port: MessagePort) => void) {
    script(this.channel.port2)
  }

  postMessage(message: unknown): void {
    this.channel.port1.postMessage(message)
  }

  addEventListener(type: string, listener: (event: Event) => void): void {
    const target: EventTarget = type === 'message' ? this.channel.port1 : this.failures
    target.addEventListener(type, listener)
  }

  start(): void {
    this.channel.port1.start()
  }

  terminate(): void {
    this.isTerminated = true
    this.channel.port1.close()
    this.channel.port2.close()
  }

  /** It has an error that it does not catch; without a message, its script was not found. */
  crash(message?: string): void {
    this.failures.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }))
  }
}
