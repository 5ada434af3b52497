import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export interface StaticServerOptions {
  /** Searched one after the other. */
  readonly folders: readonly string[]
  /**
   * What the paths start with; anything else is answered with 404.
   * @default '/'
   */
  readonly base?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Asked first: true where it answers the request itself, now or later. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export interface StaticServer {
  /** Where `base` is, with a slash at its end. */
  readonly url: string
  /** The paths that were asked for and not found. */
  readonly missing: readonly string[]
  close(): Promise<void>
}

/** Serves the files of some folders on a free loopback port. */
export async function serveFolders({
  folders,
  base = '/',
  headers = {},
  answer = () => false,
}: StaticServerOptions): Promise<StaticServer> {
  const missing: string[] = []
  const server = createServer(async (request, response) => {
    if (answer(request, response)) return
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/favicon.ico') {
      // Browsers ask for it of their own accord.
      response.writeHead(204, headers).end()
      return
    }
    const inside = pathname.startsWith(base) ? pathname.slice(base.length) || 'index.html' : undefined
    const body = inside === undefined ? undefined : await readFirst(folders, inside)
    if (inside === undefined || body === undefined) {
      missing.push(pathname)
      response.writeHead(404, headers).end()
      return
    }
    const type = TYPES[extname(inside)] ?? 'application/octet-stream'
    response.writeHead(200, { ...headers, 'Content-Type': type }).end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${base}`,
    missing,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

async function readFirst(folders: readonly string[], path: string): Promise<Buffer | undefined> {
  const safe = normalize(`/${path}`)
  for (const folder of folders) {
    try {
      return await readFile(join(folder, safe))
    } catch {
      // Not in this one.
    }
  }
  return undefined
}
