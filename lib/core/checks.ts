import type { DispatchCheck } from './check.ts'
import type { Dispatch } from './dispatch.ts'
import { EventError } from './errors.ts'

/** Tests a dispatch. What does not refuse it becomes an error of it; what does is returned, and no more is tested. */
export function addFailures(dispatch: Dispatch, checks: readonly DispatchCheck[]): Error | undefined {
  const { id, event, payload } = dispatch
  for (const check of checks) {
    const failure = failureOf(check, event, payload)
    if (failure === undefined) continue
    if (check.refuses) return failure
    dispatch.fail(new EventError(event, '', id, failure, `"${event}" fails a check of its bus`))
  }
  return undefined
}

function failureOf(check: DispatchCheck, event: string, payload: unknown): Error | undefined {
  try {
    return check.test(event, payload)
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown })
  }
}
