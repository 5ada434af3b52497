import { Refusal } from './refusal.ts'

const PREFLIGHT_SECONDS = '600'

/**
 * Which pages may use the endpoint. A page's browser says where it comes from; the answer to a listed origin says that
 * its page may read it.
 *
 * Without a list it is the endpoint's own origin: the same host, and not `http` where the endpoint is `https`. (The
 * reverse passes: behind a proxy that ends TLS, the endpoint is `http`.) The host is what the request says; where an
 * endpoint is reached by any name, in a private network, say, a page can have its own name point there: list the
 * origins, and authorize.
 */
export class Origins {
  private readonly listed: ReadonlySet<string> | '*' | undefined

  constructor(
    origins: readonly string[] | '*' | undefined,
    private readonly credentials: boolean,
  ) {
    if (origins === '*' && credentials)
      throw new TypeError(
        '`options.credentials` needs a list of `origins`: any page could act for its visitor',
      )
    if (Array.isArray(origins)) for (const [at, origin] of origins.entries()) checkOrigin(origin, at)
    else if (origins !== undefined && origins !== '*')
      throw new TypeError("`options.origins` must be an array of origins, or '*'")
    this.listed = typeof origins === 'object' ? new Set(origins) : origins
  }

  /** @throws {Refusal} 403 for a page that may not use the endpoint */
  check(request: Request): void {
    const origin = request.headers.get('origin')
    if (origin === null) {
      // Browsers send no Origin with a GET that the page can't read: an image, a link. It still costs a reader.
      const site = request.headers.get('sec-fetch-site')
      if (this.listed === '*' || (site !== 'cross-site' && site !== 'same-site')) return
    } else if (this.listed === '*' || (this.listed?.has(origin) ?? isSame(origin, request.url))) return
    throw new Refusal(403, `pages of ${origin ?? 'other sites'} may not use this endpoint`, {
      vary: 'origin',
    })
  }

  /** The answer to the question that a browser asks before it sends a page's request. */
  preflight(request: Request, methods: string): Response {
    const headers = new Headers({ 'access-control-allow-methods': methods })
    const asked = request.headers.get('access-control-request-headers')
    if (asked !== null) headers.set('access-control-allow-headers', asked)
    headers.set('access-control-max-age', PREFLIGHT_SECONDS)
    headers.set('vary', 'access-control-request-headers')
    return this.mark(request, new Response(null, { status: 204, headers }))
  }

  /** Says who may read the answer. */
  mark(request: Request, response: Response): Response {
    if (this.listed === '*') {
      response.headers.set('access-control-allow-origin', '*')
      return response
    }
    response.headers.append('vary', 'origin')
    const origin = request.headers.get('origin')
    if (origin === null || !this.listed?.has(origin)) return response
    response.headers.set('access-control-allow-origin', origin)
    if (this.credentials) response.headers.set('access-control-allow-credentials', 'true')
    return response
  }
}

function isSame(origin: string, url: string): boolean {
  const own = new URL(url)
  if (!URL.canParse(origin)) return false
  const { host, protocol } = new URL(origin)
  return host === own.host && (protocol === own.protocol || own.protocol === 'http:')
}

function checkOrigin(origin: unknown, at: number): void {
  const valid = origin === 'null' || (typeof origin === 'string' && originOf(origin) === origin)
  if (!valid)
    throw new TypeError(
      `\`options.origins[${at}]\` must be an origin as browsers write it, like https://shop.example or http://localhost:5173`,
    )
}

/** Not the URL's own `origin`, which is `null` for the schemes of browser extensions. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, host } = new URL(text)
  return `${protocol}//${host}`
}
