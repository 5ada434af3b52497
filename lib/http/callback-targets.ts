import { isAddress, isPrivateHost, isPublicAddress } from './addresses.ts'
import type { CallbackOptions } from './callback-options.ts'

/** Which URLs may be called back. */
export class CallbackTargets {
  private readonly hosts: ReadonlySet<string>
  private readonly allowPrivate: boolean
  private readonly resolve: CallbackOptions['resolve']

  constructor({ hosts, allowPrivate = false, resolve }: CallbackOptions) {
    if (!Array.isArray(hosts)) throw new TypeError('`options.callbacks.hosts` must be an array of hosts')
    for (const [at, host] of hosts.entries()) checkHost(host, at)
    this.hosts = new Set(hosts)
    this.allowPrivate = allowPrivate
    this.resolve = resolve
  }

  /** Why a URL must not be called, as far as its text tells; undefined where it may be. */
  refusal(text: string): string | undefined {
    if (!URL.canParse(text)) return 'is not a URL'
    const { protocol, host, hostname, username, password } = new URL(text)
    if (protocol !== 'http:' && protocol !== 'https:') return 'must be http or https'
    if (username !== '' || password !== '') return 'must not carry a user name or a password'
    if (!this.hosts.has(host)) return `must be on an allowed host, not ${host}`
    if (!this.allowPrivate && isPrivateHost(hostname)) return `must not be on a private host, as ${host} is`
    return undefined
  }

  /**
   * Why the host of a URL must not be called, now that its name is looked up.
   * @throws what looking it up does
   */
  async resolvedRefusal(text: string): Promise<string | undefined> {
    const { hostname } = new URL(text)
    if (this.allowPrivate || this.resolve === undefined || isAddress(hostname)) return undefined
    const addresses = await this.resolve(hostname)
    if (addresses.length === 0) return `${hostname} has no address`
    // All of them: which one a connection takes is not known.
    const found = addresses.find((address) => !isPublicAddress(address))
    return found === undefined ? undefined : `${hostname} has the private address ${found}`
  }
}

function checkHost(host: unknown, at: number): void {
  const url = `https://${String(host)}`
  if (typeof host !== 'string' || !URL.canParse(url) || new URL(url).host !== host) {
    throw new TypeError(
      `\`options.callbacks.hosts[${at}]\` must be a host as it stands in a URL, like hooks.example or hooks.example:8443`,
    )
  }
}
