/** Where a Redis server is, and what its URL says besides. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly database: number | undefined
}

const DEFAULT_PORT = 6379

/** @throws {TypeError} unless it is an address, as `RedisConnectionOptions` describes it */
export function parseAddress(text: string): RedisAddress {
  // An IPv6 address without brackets has no port.
  const bare = /^[\da-f]*:[\da-f]*:[\da-f.:%\w]*$/i.test(text) ? `[${text}]` : text
  const url = urlOf(/^rediss?:\/\//.test(bare) ? bare : `redis://${bare}`)
  const database = /^\/?(\d*)$/.exec(url?.pathname ?? '?')?.[1]
  if (url === undefined || url.hostname === '' || url.search !== '' || database === undefined) {
    throw new TypeError(
      `\`config.address\` must be \`host:port\`, \`[IPv6]:port\`, or a redis:// or rediss:// URL, not ${mask(text)}`,
    )
  }
  return {
    host: url.hostname.replace(/^\[(.+)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: decoded(url.username),
    password: decoded(url.password),
    database: database === '' ? undefined : Number(database),
  }
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part) || undefined
  } catch {
    return part
  }
}

/** A password has no place in an error. */
function mask(text: string): string {
  return JSON.stringify(text.replace(/:[^:@/]*@/, ':…@'))
}
