import { absolutePath, decoded, type Place } from './place.ts'

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** No file has this name: a dev server that is asked to open it does nothing. */
const NO_FILE = '.eventscope/is-there-an-editor'
const ENDPOINT = '__open-in-editor'
/** How long the dev server may take to answer, ms. */
const TIMEOUT = 5_000

/** Where a page's dev server may be. */
export interface DevServer {
  /** Where it serves the project, with a slash at its end. */
  readonly url: string
  /** Whether it has told that it is there. Others are asked when they are needed: a site's console shows each refusal. */
  readonly isLikely: boolean
}

/**
 * Where the page's dev server would be: of Vite, it is known from the script it adds to pages; of others, only on
 * this machine.
 */
export function devServer(scripts: Iterable<string>, page: string): DevServer | undefined {
  for (const script of scripts) {
    const [, base] = /^([^?#]*\/)@vite\/client(?:[?#]|$)/.exec(script) ?? []
    if (base !== undefined) return { url: base, isLikely: true }
  }
  const { protocol, hostname, origin } = new URL(page)
  const isHere = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return isHere && /^https?:$/.test(protocol) ? { url: `${origin}/`, isLikely: false } : undefined
}

/** The developer's editor, behind the dev server's `/__open-in-editor`. */
export class Editor {
  private available: boolean | undefined
  private asked: Promise<void> | undefined
  private readonly subscribers = new Set<() => void>()

  private readonly server: string | undefined
  /** Whether to ask for it before it is needed. */
  readonly isLikely: boolean

  /** @param server undefined for none */
  constructor(
    server: DevServer | undefined,
    private readonly fetch: Fetch,
  ) {
    this.server = server?.url
    this.isLikely = server?.isLikely === true
    if (server === undefined) this.available = false
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.subscribers.add(listener)
    return () => this.subscribers.delete(listener)
  }

  /** Whether it opens that place, as far as known. */
  canOpen(place: Place): boolean {
    return this.available === true && this.fileOf(place) !== undefined
  }

  /** Finds out whether there is one, once. */
  ask(): Promise<void> {
    return (this.asked ??= this.find())
  }

  private async find(): Promise<void> {
    if (this.server === undefined) return
    this.available = await this.isThere(this.server)
    for (const listener of this.subscribers) listener()
  }

  /**
   * Opens a place, after finding out whether there is an editor.
   * @returns whether the dev server took it; whether the editor opened it, it does not say
   */
  async open(place: Place): Promise<boolean> {
    const file = this.fileOf(place)
    if (file === undefined || this.server === undefined) return false
    await this.ask()
    if (this.available !== true) return false
    try {
      return (await this.request(this.server, [file, place.line, place.column].join(':'))).ok
    } catch {
      return false
    }
  }

  /**
   * The dev server answers with nothing at all. A static host says 404, or gives its page for any address. Asking
   * without a file would be as telling, but is answered by 500, which leaves an error in the console.
   */
  private async isThere(server: string): Promise<boolean> {
    try {
      const response = await this.request(server, NO_FILE)
      const isPage = response.redirected || response.headers.has('Content-Type')
      return response.status === 200 && !isPage && (await response.text()) === ''
    } catch {
      return false
    }
  }

  private request(server: string, file: string): Promise<Response> {
    const url = `${server}${ENDPOINT}?file=${encodeURIComponent(file)}`
    return this.fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT) })
  }

  /** As the dev server takes it: relative to the project, or absolute. */
  private fileOf({ url, line, column }: Place): string | undefined {
    if (url === undefined || line === undefined || column === undefined) return undefined
    if (this.server === undefined || !url.startsWith(this.server)) return undefined
    const path = decoded(new URL(url).pathname.slice(new URL(this.server).pathname.length))
    const isVirtual = /^(@id|@vite|@react-refresh)\b/.test(path)
    return isVirtual ? undefined : (absolutePath(`/${path}`) ?? path)
  }
}
