import { lookup as lookupByDns, type LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPrivateHost, isPublicAddress } from '../addresses.ts'
import type { CallbackFetch } from '../callback-options.ts'

/** Finds all addresses of a host, as `dns.lookup` does. */
export type LookupAll = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

/** What `checkedFetch()` may be told. */
export interface CheckedFetchOptions {
  /**
   * Whether it may connect to addresses that are not public.
   * @default false
   */
  readonly allowPrivate?: boolean | undefined
  /**
   * Finds the addresses of a host.
   * @default dns.lookup
   */
  readonly lookup?: LookupAll | undefined
}

/**
 * A `fetch` for callbacks that looks a host up once, and connects to an address it has found to be public: a name that
 * means another host a moment later does not get around the test. It follows no redirects.
 * @example
 * createEventEndpoint({ bus, callbacks: { hosts: ['hooks.example'], fetch: checkedFetch() } })
 */
export function checkedFetch({
  allowPrivate = false,
  lookup = lookupByDns,
}: CheckedFetchOptions = {}): CallbackFetch {
  const checkedLookup = checked(lookup, allowPrivate)
  return (url, { method, signal }) =>
    new Promise((resolve, reject) => {
      const { protocol, hostname } = new URL(url)
      // An address is connected to without a look-up.
      if (!allowPrivate && isPrivateHost(hostname)) throw privateHost(hostname, hostname)
      const make = protocol === 'https:' ? requestHttps : requestHttp
      const request = make(url, { method, signal, lookup: checkedLookup, agent: false })
      request.on('error', reject)
      request.on('response', (response) => {
        const cancel = (): Promise<void> => {
          response.destroy()
          return Promise.resolve()
        }
        // Of an answer that nobody reads, a failure is no news.
        response.on('error', () => undefined)
        resolve({ status: response.statusCode ?? 0, body: { cancel } })
      })
      request.end()
    })
}

function checked(lookup: LookupAll, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) {
        callback(error ?? new Error(`${hostname} has no address`), '')
        return
      }
      const found = addresses.find(({ address }) => !isPublicAddress(address))
      if (found !== undefined && !allowPrivate) callback(privateHost(hostname, found.address), '')
      else if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

function privateHost(hostname: string, address: string): Error {
  return new Error(`${hostname} has the private address ${address}`)
}
