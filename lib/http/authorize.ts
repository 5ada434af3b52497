import { Refusal } from './refusal.ts'

/**
 * Who may post and read: whoever brings one of these tokens as `Authorization: Bearer …`, or whom a function lets in.
 * A function may answer by itself, with a `Response`; `false` is answered with 401. A browser's `EventSource` can send
 * no such header, only cookies, which a function can look at. One that wants the body (for a signature, say) reads that of
 * `request.clone()`, to which `maxBytes` does not apply.
 */
export type Authorize =
  | { readonly bearer: string | readonly string[] }
  | ((request: Request) => boolean | Response | Promise<boolean | Response>)

/** What is asked of each request: undefined where it may pass, or the answer instead. */
export type Authorizer = (request: Request) => Promise<Response | undefined>

/** @throws {TypeError} for tokens that let everybody or nobody in */
export function createAuthorizer(authorize: Authorize): Authorizer {
  if (typeof authorize === 'function') return (request) => askFunction(authorize, request)
  const { bearer } = authorize
  const tokens = typeof bearer === 'string' ? [bearer] : bearer
  if (!Array.isArray(tokens) || tokens.length === 0 || !tokens.every(isToken)) {
    throw new TypeError(
      '`options.authorize.bearer` must be a token, or an array of at least one: visible ASCII',
    )
  }
  // Made at the first request: in a worker, nothing asynchronous may be begun before.
  let known: Promise<Uint8Array[]> | undefined
  return async (request) => {
    const given = /^bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim()
    if (given === undefined) throw unauthorized('Bearer')
    known ??= Promise.all(tokens.map(digest))
    const [candidate, digests] = await Promise.all([digest(given), known])
    let matches = 0
    // Each is compared, and each to its end: how long it takes tells nothing of how much of a token was right.
    for (const one of digests) matches |= Number(areEqual(candidate, one))
    if (matches === 0) throw unauthorized('Bearer error="invalid_token"')
    return undefined
  }
}

async function askFunction(
  authorize: (request: Request) => boolean | Response | Promise<boolean | Response>,
  request: Request,
): Promise<Response | undefined> {
  const verdict = await authorize(request)
  // A copy, for more headers will be set, and those of a redirect can't be.
  if (verdict instanceof Response) return new Response(verdict.body, verdict)
  // Not what is merely truthy: a function that forgets to await something must not let everybody in.
  if (verdict !== true) throw unauthorized('Bearer')
  return undefined
}

function unauthorized(challenge: string): Refusal {
  return new Refusal(401, 'not authorized', { 'www-authenticate': challenge })
}

async function digest(token: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (const [at, byte] of a.entries()) difference |= byte ^ (b[at] ?? 0)
  return difference === 0
}

function isToken(token: unknown): boolean {
  return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)
}
