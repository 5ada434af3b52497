import { replaceMethods, type Reporter, Sending } from '../core/index.ts'
import { type ListenerTarget, watchTarget, type WatchOptions } from './event-target.ts'

/** How what messages go through is watched. */
export interface MessageOptions extends Omit<WatchOptions, 'payload'> {
  /** Methods whose calls are told of by their names, with the data that they are given. */
  readonly methods: readonly string[]
  /** The payload of what is sent, and of what arrives: of an event that is no message, there is no data. */
  payload?(data: unknown, event?: Event): unknown
}

/** Tells of what arrives at a target, as `watchTarget()` does, and of what is sent by its methods. */
export function watchMessages(
  target: ListenerTarget,
  reporter: Reporter,
  { methods, payload = (data) => data, ...watched }: MessageOptions,
): () => void {
  const restore = watchTarget(target, reporter, {
    ...watched,
    payload: (event) => payload('data' in event ? describeData(event.data) : undefined, event),
  })
  const undo = replaceMethods(target, methods, (inner, [data], _self, method) =>
    new Sending(reporter, method, payload(describeData(data)), 0).during(inner),
  )
  return () => {
    undo()
    restore()
  }
}

/** The data of a message: of bytes, only how many there are. */
function describeData(data: unknown): unknown {
  if (data instanceof Blob) return { binary: 'Blob', bytes: data.size }
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data))
    return { binary: data.constructor.name, bytes: data.byteLength }
  return data
}
