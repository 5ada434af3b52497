import ipaddr from 'ipaddr.js'

/** What ipaddr.js calls an address that anybody may reach. All else is private, reserved, or a way around the rules. */
const PUBLIC_RANGE = 'unicast'

/**
 * Names of this machine, or of its network, whatever they resolve to: those without a dot, as containers have them, and
 * under the domains of https://www.rfc-editor.org/rfc/rfc6762#appendix-G and of RFC 6761 and 8375.
 */
const LOCAL_NAMES = /^[^.]+\.?$|\.(localhost|local|internal|intranet|private|corp|home|lan|home\.arpa)\.?$/

/**
 * Whether an IP address is one that anybody may reach. Loopback, private, link-local, unique-local, multicast,
 * unspecified, reserved and carrier-grade ones are not, nor are tunnels and translations, in which another address can
 * hide. What is no address at all is not, either.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[(.*)\]$/, '$1')
  if (!ipaddr.isValid(bare)) return false
  // An IPv4 address written as an IPv6 one (`::ffff:10.0.0.1`) is judged as what it is.
  const parsed = ipaddr.process(bare)
  // Deprecated `::a.b.c.d` counts as unicast there, and reaches a.b.c.d here and there.
  if (
    parsed.kind() === 'ipv6' &&
    parsed
      .toByteArray()
      .slice(0, 12)
      .every((byte) => byte === 0)
  )
    return false
  return parsed.range() === PUBLIC_RANGE
}

/**
 * Whether the host of a URL can be told not to be public without looking it up. `URL` has written it in its usual form:
 * `0x7f.1` and `2130706433` are `127.0.0.1` already.
 */
export function isPrivateHost(hostname: string): boolean {
  return isAddress(hostname) ? !isPublicAddress(hostname) : LOCAL_NAMES.test(hostname)
}

/** Whether the host of a URL is an address, which needs no looking up. */
export function isAddress(hostname: string): boolean {
  return ipaddr.isValid(hostname.replace(/^\[(.*)\]$/, '$1'))
}
