// `npm run demo:server`: serves the built site with an endpoint for its events, so that shoppers see one another's
// orders. With REDIS_URL set, those on other servers too. `npm run demo:server -- --port 8081` for a second one.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { install, npm, root } from './install.mjs'

const ENDPOINT = '/events'
const DEFAULT_PORT = '8080'

const USAGE = `npm run demo:server -- [--port ${DEFAULT_PORT}] [--host 127.0.0.1]

Serves the shop, and carries its orders from one browser to the others. It serves dist/, and builds that only where
it is missing: run \`npm run build\` after a change.

  --port       where it listens, from 1 to 65535
  --host       the address that it listens at; 0.0.0.0 for all of this machine
  REDIS_URL    in the environment: a Redis through which several such servers share orders, as redis://localhost:6379`

const { port, host } = readArguments()

install()

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
const [shop, site] = await start()
console.log(`The shop is at http://${host}:${port} (${shop.describe()})`)

// Vite's own would end the process before the shop has been closed.
process.removeAllListeners('SIGTERM')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop())

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: DEFAULT_PORT },
        host: { type: 'string', default: '127.0.0.1' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    const port = Number(values.port)
    if (!(Number.isInteger(port) && port >= 1 && port <= 65_535))
      throw new TypeError(`--port must be a whole number from 1 to 65535, not ${values.port}`)
    return { port, host: values.host }
  } catch ({ message }) {
    console.error(`${message}\n\n${USAGE}`)
    process.exit(1)
  }
}

/** Ends the process with a message where a REDIS_URL is none, or the port is taken. */
async function start() {
  try {
    const shop = createShopServer({ redisUrl: process.env.REDIS_URL || undefined, log: console.log })
    const site = await preview({
      root,
      logLevel: 'warn',
      preview: { host, port, strictPort: true },
      plugins: [
        {
          name: 'event-endpoint',
          configurePreviewServer: (server) => addEndpoint(server, shop),
        },
      ],
    })
    return [shop, site]
  } catch ({ message }) {
    console.error(`The server can’t start: ${message}`)
    process.exit(1)
  }
}

function addEndpoint({ middlewares, config }, shop) {
  // As the preview sends them: isolated, the page has a finer clock.
  const { headers = {} } = config.preview
  middlewares.use((request, response, next) => {
    const [pathname] = (request.url ?? '/').split('?')
    if (pathname === ENDPOINT) shop.listener(request, response)
    else if (pathname === '/' || pathname === '/index.html') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('cache-control', 'no-store')
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
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
  // The site first, with its connections: who reads the event stream would connect again at once.
  await Promise.all([site.close(), shop.close(), reader.close()])
  process.exit(0)
}
