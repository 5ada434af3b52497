import { WorkerLostError } from '../errors.ts'
import { listen, type StreamWorker } from './port.ts'
import { type Answer, contentOf, envelope, type Request, restoreError } from './protocol.ts'

/** Ms that a worker has to load and call `serveProcessor()`. */
const START_TIMEOUT = 30_000

/** Workers that have a shard. */
const used = new WeakSet<StreamWorker>()

let lastId = 0

interface Question {
  readonly id: number
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** One worker, until its end. It is asked one thing at a time. */
export class WorkerLink {
  /** Rejects if it is lost before it is ready. */
  readonly ready: Promise<void>
  isLost = false
  private starting: Question | undefined
  private asked: Question | undefined
  private readonly timer: ReturnType<typeof setTimeout>

  constructor(
    private readonly worker: StreamWorker,
    private readonly onLost: (error: WorkerLostError, isIdle: boolean) => void,
  ) {
    if (used.has(worker)) throw new TypeError('`options.processor.worker` must make another worker each time')
    used.add(worker)
    this.ready = new Promise((resolve, reject) => {
      this.starting = { id: 0, resolve, reject }
    })
    this.timer = setTimeout(() => {
      this.lose(new Error(`it has not called serveProcessor() within ${START_TIMEOUT} ms`))
    }, START_TIMEOUT)
    listen(worker, {
      message: (data) => this.hear(contentOf(data) as Answer | undefined),
      failed: (cause) => this.lose(cause),
    })
  }

  /** Resolves when the worker has done it. */
  ask(make: (id: number) => Request): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = ++lastId
      // What can't be cloned throws here, and is a rejection.
      this.worker.postMessage(envelope(make(id)))
      this.asked = { id, resolve, reject }
    })
  }

  /** It is not needed any more. */
  end(): void {
    this.isLost = true
    clearTimeout(this.timer)
    void this.worker.terminate()
  }

  private hear(answer: Answer | undefined): void {
    if (answer === undefined || this.isLost) return
    if (answer.kind === 'ready') {
      this.begin(answer.lock)
      return
    }
    const { asked } = this
    if (asked?.id !== answer.id) return
    this.asked = undefined
    if (answer.kind === 'done') asked.resolve()
    else asked.reject(restoreError(answer.error))
  }

  private begin(lock: string | undefined): void {
    clearTimeout(this.timer)
    this.starting?.resolve()
    this.starting = undefined
    if (lock !== undefined) void this.watchLock(lock)
  }

  /** The worker holds the lock as long as it lives. No event tells that one was terminated. */
  private async watchLock(lock: string): Promise<void> {
    try {
      await navigator.locks.request(lock, () => this.lose(new Error('it was terminated')))
    } catch {
      // The page has no locks, though its worker has. Then only an error tells.
    }
  }

  private lose(cause: unknown): void {
    if (this.isLost) return
    this.end()
    const why = cause instanceof Error ? cause.message : String(cause)
    const error = new WorkerLostError(`its worker was lost: ${why}`, { cause })
    const { starting, asked } = this
    this.starting = undefined
    this.asked = undefined
    this.onLost(error, starting === undefined && asked === undefined)
    starting?.reject(error)
    asked?.reject(error)
  }
}
