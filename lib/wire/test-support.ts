import { WireError } from './index.ts'

/** The `WireError` that something throws. */
export function wireErrorOf(what: () => unknown): WireError {
  try {
    what()
  } catch (error) {
    if (error instanceof WireError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
