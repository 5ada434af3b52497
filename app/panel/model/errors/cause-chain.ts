/** One error of a chain: what was thrown, or what caused that. */
export interface ChainLink {
  /** Its place in the chain. */
  readonly id: number
  /** The first is what was thrown; `cause` of the one before, or one of the `errors` of an `AggregateError`. */
  readonly role: 'thrown' | 'cause' | 'one of'
  readonly depth: number
  readonly message: string
  /** The engine's own text; undefined for what is no `Error`. */
  readonly stack: string | undefined
}

/** Errors shown of a chain: one that the page made may have no end. */
const MAX_LINKS = 20

/** What was thrown, what caused that, and so on; an error that comes again ends its branch. */
export function causeChain(thrown: unknown): { readonly links: readonly ChainLink[]; readonly cut: boolean } {
  const links: ChainLink[] = []
  const seen = new Set<unknown>()
  let cut = false
  const visit = (value: unknown, role: ChainLink['role'], depth: number): void => {
    if (seen.has(value)) return
    if (links.length >= MAX_LINKS) {
      cut = true
      return
    }
    const isError = attempt(() => value instanceof Error, false)
    if (isError) seen.add(value)
    links.push({
      id: links.length,
      role,
      depth,
      message: causeMessage(value),
      stack: isError ? stackOf(value as Error) : undefined,
    })
    if (!isError) return
    const { cause, errors } = attempt(() => readInner(value as Error), { cause: undefined, errors: [] })
    for (const inner of errors) visit(inner, 'one of', depth + 1)
    if (cause !== undefined) visit(cause, 'cause', depth + 1)
  }
  visit(thrown, 'thrown', 0)
  return { links, cut }
}

/** `TypeError: it is not a function`, or the value that was thrown as a text. */
export function causeMessage(thrown: unknown): string {
  return attempt(
    () =>
      thrown instanceof Error
        ? `${String(thrown.name)}${thrown.message === '' ? '' : `: ${String(thrown.message)}`}`
        : String(thrown),
    'a value that cannot be shown',
  )
}

function stackOf(error: Error): string | undefined {
  const stack = attempt<unknown>(() => error.stack, undefined)
  return typeof stack === 'string' ? stack : undefined
}

function readInner(error: Error): { cause: unknown; errors: readonly unknown[] } {
  const errors: unknown = (error as AggregateError).errors
  return { cause: error.cause, errors: Array.isArray(errors) ? errors.slice(0, MAX_LINKS) : [] }
}

/** What the page throws may throw again when it is read. */
function attempt<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read()
  } catch {
    return otherwise
  }
}
