import { CapturedNode } from '../captured.ts'
import { read } from '../describe.ts'

/** Stands for what an accessor would give: as in a snapshot, it is never called. */
const GETTER: CapturedNode = new CapturedNode('getter', '[getter]')

/**
 * A property of a payload that is kept by reference, without a call of an accessor of the page's: it could do anything,
 * and a breakpoint's query is asked in the middle of a dispatch. Can throw.
 */
export function readOwn(value: object, key: PropertyKey): unknown {
  const found = Object.getOwnPropertyDescriptor(value, key)
  if (found === undefined) return undefined
  return 'value' in found ? found.value : GETTER
}

/** An error's message, own or of its class, without a call of an accessor of the page's. Can throw. */
export function readMessage(error: Error): unknown {
  return read(error, 'message')
}
