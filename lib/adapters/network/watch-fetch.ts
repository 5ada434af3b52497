import { ask, replaceMethods } from '../../core/index.ts'
import { factsOfFetch, isAborted } from './request-facts.ts'
import type { Watch } from './watch-requests.ts'

/** Tells of what goes through `fetch`. Its promise gives the very same response, or error. */
export const watchFetch: Watch = (scope, begin) =>
  replaceMethods(scope, ['fetch'], (inner, args) => {
    const request = begin(() => factsOfFetch(args, scope.location?.href))
    if (request === undefined) return inner()
    let answer: unknown
    try {
      answer = inner()
    } catch (error) {
      request.fail(error)
      throw error
    }
    if (!isPromise(answer)) return answer
    // A promise of its own is returned: to look at the page's would count as having handled its rejection.
    return answer.then(
      (response: unknown) => {
        // What stands in for `fetch` in a test may give anything.
        if (isResponse(response)) request.finish(response.status, lengthOf(response))
        else request.fail(new TypeError('what it was answered is no Response'))
        return response
      },
      (error: unknown) => {
        // What looks like a signal may throw: the page is to get its own error.
        request.fail(
          error,
          ask(false, () => isAborted(args, error)),
        )
        throw error
      },
    )
  })

/** What the server says of the body's size, as it is sent. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length')
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined
}

function isPromise(answer: unknown): answer is Promise<unknown> {
  return typeof (answer as Promise<unknown> | null | undefined)?.then === 'function'
}

function isResponse(answer: unknown): answer is Response {
  const { status, headers } = (answer ?? {}) as Partial<Response>
  return typeof status === 'number' && typeof headers?.get === 'function'
}
