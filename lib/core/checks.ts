import type { DispatchCheck } from './check.ts'
import type { Dispatch } from './dispatch.ts'

/** Tests a dispatch. What does not refuse it becomes an error of it; what does is returned, and no more is tested. */
export function addFailures(dispatch: Dispatch, checks: readonly DispatchCheck[]): unknown {
  const { event, payload } = dispatch
  for (const check of checks) {
    let failure: unknown
    try {
      failure = check.test(event, payload)
    } catch (thrown) {
      failure = thrown
    }
    if (failure === undefined) continue
    if (check.refuses) return failure
    dispatch.failBy(failure, 'check')
  }
  return undefined
}
