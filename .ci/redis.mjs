// Finds a Redis server for the tests of the Redis driver, or installs one: the one named in REDIS_SERVER_PATH, the one
// of the system, or, for root on Debian and its kin, the one of the distribution.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const COMMAND = 'redis-server'
const OPENSSL = 'openssl'

/** The command that starts a Redis server here; undefined where there is none. */
export function findRedis() {
  const named = process.env.REDIS_SERVER_PATH
  if (named) {
    if (!runs(named)) throw new Error(`REDIS_SERVER_PATH names ${named}, and that does not run.`)
    return named
  }
  return runs(COMMAND) ? COMMAND : undefined
}

/**
 * As `findRedis`, but installs one where none is found, and openssl, which makes the certificate for the tests of TLS; says
 * what it does. Where something is still missing, it is an error in CI (EVENTSCOPE_REQUIRE_REDIS=1, or CI is set).
 */
export function ensureRedis() {
  if (missing().length > 0) install()
  const complaints = missing()
  if (complaints.length > 0 && isRequired())
    throw new Error(`${complaints.join('\n')}\nThey are required here.`)
  const found = findRedis()
  if (found) console.log(`Redis: ${found}`)
  return found
}

/** Whether a run in which tests on Redis could not run has failed. */
export function isRequired() {
  const { CI, EVENTSCOPE_REQUIRE_REDIS } = process.env
  return EVENTSCOPE_REQUIRE_REDIS === '1' || Boolean(CI && CI !== 'false' && CI !== '0')
}

/** Which tests can't run here, and what they need: what such a run has to say, loudly. */
export function missing() {
  if (!findRedis()) {
    return [
      'No Redis server was found and none could be installed, so no test of `redisDriver` on a real Redis can run: those\n' +
        'of lib/drivers/redis, and the journey of two servers and one Redis in e2e. Install redis-server (6.2 or newer),\n' +
        'or set REDIS_SERVER_PATH to one.',
    ]
  }
  if (runs(OPENSSL, 'version')) return []
  return ['openssl was not found and could not be installed, so no test of `redisDriver` over TLS can run.']
}

function install() {
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!debian) return
  console.log('No Redis server or no openssl found; installing those of the distribution (apt-get) …')
  // The tests start servers of their own: a service that apt may start besides is not used.
  apt('update')
  apt('install', '-y', COMMAND, OPENSSL)
}

function runs(command, argument = '--version') {
  return spawnSync(command, [argument], { stdio: 'ignore' }).status === 0
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', args, { stdio: 'inherit', env })
}
