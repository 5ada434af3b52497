/** How much of an answer is read, in bytes: the results of a batch are far less. */
const MAX_ANSWER = 256 * 1024

/** What the body of an answer says. */
export interface Answer {
  /** Whether it says that all went well, as an endpoint does. */
  readonly isSuccess: boolean
  readonly error: string | undefined
  /** For each message of a batch its error, or undefined where it was taken; undefined where the answer does not say. */
  readonly results: readonly (string | undefined)[] | undefined
}

const NOTHING: Answer = { isSuccess: false, error: undefined, results: undefined }

/** Reads the body of an answer, to its end, as the connection is not used again before. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await readText(response)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return NOTHING
  }
  if (typeof body !== 'object' || body === null) return NOTHING
  const { status, error, results } = body as { status?: unknown; error?: unknown; results?: unknown }
  return {
    isSuccess: status === 'success',
    error: typeof error === 'string' ? error : undefined,
    results: Array.isArray(results) ? results.map(errorOf) : undefined,
  }
}

function errorOf(result: unknown): string | undefined {
  const { status, error } = (result ?? {}) as { status?: unknown; error?: unknown }
  if (status === 'success') return undefined
  return typeof error === 'string' ? error : 'it does not say why'
}

async function readText({ body }: Response): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
    if (text.length > MAX_ANSWER) {
      await reader.cancel()
      return ''
    }
  }
}

/** What is known of a failed request; Node keeps the reason in `cause`. */
export function failureText(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  const { cause } = failure
  const why = cause instanceof Error ? cause.message || (cause as { code?: string }).code : undefined
  return why === undefined ? failure.message : `${failure.message} (${why})`
}
