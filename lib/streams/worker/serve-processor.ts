import { checkProcessor } from '../options.ts'
import type { Processor, ProcessorFactory } from '../processor.ts'
import { StreamEvent, type UntypedValues } from '../stream-event.ts'
import { listen, type NodePort, type WebPort } from './port.ts'
import { type Answer, contentOf, describeError, envelope, type Request } from './protocol.ts'

/**
 * The worker's side of a shard: has the events processed that the page sends. To be called once, when the module of the
 * worker runs. The processor is made when the first event comes.
 * @param port where the page is; in Node, `parentPort` of `node:worker_threads`
 * @default the worker itself
 * @throws {TypeError} outside of a worker, if no port is given
 * @example
 * serveProcessor<PageValues>(() => new PageCounter())
 */
export function serveProcessor<Values extends object = UntypedValues>(
  factory: ProcessorFactory<Values>,
  port: WebPort | NodePort = self(),
): void {
  if (typeof factory !== 'function') throw new TypeError('`factory` must be a function')
  const answer = (content: Answer): void => port.postMessage(envelope(content))
  let processor: Processor<never> | undefined
  const carryOut = (request: Request): unknown => {
    if (request.kind === 'shutdown') return processor?.shutdown()
    processor ??= checkProcessor(factory() as unknown as Processor<never>)
    const { type, value, time, name } = request
    return processor.process(new StreamEvent(type, value, time, name) as never)
  }
  listen(port, {
    async message(data) {
      const request = contentOf(data) as Request | undefined
      if (request === undefined) return
      try {
        await carryOut(request)
        answer({ kind: 'done', id: request.id })
      } catch (cause) {
        answer({ kind: 'failed', id: request.id, error: describeError(cause) })
      }
    },
  })
  announce(answer)
}

/** Says that it is ready, and holds a lock from then on: that it was let go is how the page learns of the end. */
function announce(answer: (content: Answer) => void): void {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  if (locks === undefined) {
    answer({ kind: 'ready' })
    return
  }
  const lock = `eventscope.stream:${crypto.randomUUID()}`
  const hold = async (): Promise<void> => {
    try {
      await locks.request(lock, () => {
        answer({ kind: 'ready', lock })
        return new Promise<never>(() => undefined)
      })
    } catch {
      // A page without storage has no locks.
      answer({ kind: 'ready' })
    }
  }
  void hold()
}

function self(): WebPort {
  const scope = globalThis as unknown as WebPort & { readonly document?: unknown }
  if (typeof scope.postMessage !== 'function' || scope.document !== undefined)
    throw new TypeError(
      '`port` must be given outside of a web worker: `parentPort` of node:worker_threads, or a MessagePort',
    )
  return scope
}
