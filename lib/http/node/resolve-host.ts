import { lookup } from 'node:dns/promises'

/**
 * The addresses of a host, as this machine's resolver has them: for `callbacks: { resolve: resolveHost }`.
 * @example
 * createEventEndpoint({ bus, callbacks: { hosts: ['hooks.example'], resolve: resolveHost } })
 */
export async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true })
  return found.map(({ address }) => address)
}
