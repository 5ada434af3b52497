// `npm run demo:server`: serves the built site with an endpoint for its events, so that shoppers see one another's
// orders. With REDIS_URL set, those on other servers too. `npm run demo:server -- --port 8081` for a second one.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { install, npm, root } from './install.mjs'

const ENDPOINT = '/events'
const DEFAULT_PORT = '8080'

install()

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: DEFAULT_PORT },
    host: { type: 'string', default: '127.0.0.1' },
  },
})

if (!existsSync(`${root}/dist/index.html`)) {
  console.log('Building the site …')
  if (npm(['run', '--silent', 'build']) !== 0) process.exit(1)
}

// Only now: it may just have been installed.
const { createServer, preview } = await import('vite')
// Reads the server's part, which is TypeScript; it serves nothing.
const reader = await createServer({
  root,
  appType: 'custom',
  logLevel: 'warn',
  optimizeDeps: { noDiscovery: true, include: [] },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
const { createShopServer } = await reader.ssrLoadModule('/app/server/shop-server.ts')
const shop = createShopServer({ redisUrl: process.env.REDIS_URL || undefined })

const site = await preview({
  root,
  logLevel: 'warn',
  preview: { host: values.host, port: Number(values.port), strictPort: true },
  plugins: [
    { name: 'event-endpoint', configurePreviewServer: ({ middlewares }) => addEndpoint(middlewares) },
  ],
})
console.log(`The shop is at http://${values.host}:${values.port} (${shop.describe()})`)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())

function addEndpoint(middlewares) {
  middlewares.use((request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === ENDPOINT) shop.listener(request, response)
    else if (pathname === '/' || pathname === '/index.html') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('cache-control', 'no-store')
      response.end(page())
    } else next()
  })
}

/** The site's page, told where its events go. */
function page() {
  const html = readFileSync(`${root}/dist/index.html`, 'utf8')
  return html.replace('</head>', `<meta name="eventscope-endpoint" content="${ENDPOINT}" />\n</head>`)
}

async function stop() {
  site.httpServer.closeAllConnections()
  await Promise.all([shop.close(), site.close(), reader.close()])
  process.exit(0)
}
