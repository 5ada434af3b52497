import type { Reporter } from '../core/index.ts'
import { replace, type Replaced } from './replaced.ts'
import { Sending } from './sending.ts'

/** The data of a message: of bytes, only how many there are. */
export function describeData(data: unknown): unknown {
  if (data instanceof Blob) return { binary: 'Blob', bytes: data.size }
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data))
    return { binary: data.constructor.name, bytes: data.byteLength }
  return data
}

/** The payload of what arrives. */
export function messageOf(event: Event): unknown {
  return 'data' in event ? describeData(event.data) : undefined
}

/** Tells of the calls of a method that sends something, by its name. */
export function watchCalls(
  target: object,
  method: string,
  reporter: Reporter,
  payload: (args: readonly unknown[]) => unknown,
): Replaced {
  return replace(target, method, (original, self, args) => {
    const sending = new Sending(reporter, method, payload(args), 0)
    try {
      return original(self, args)
    } catch (error) {
      sending.fail(error)
      throw error
    } finally {
      sending.end()
    }
  })
}
