import type { Driver } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { httpDriver } from 'eventscope/drivers/http'
import { SHARED_BY_SHOPPERS, SHARED_BY_TABS } from './demo/index.ts'

const CHANNEL = 'eventscope-demo'
/** Set by the demo's server in the page that it serves. */
const ENDPOINT = 'meta[name="eventscope-endpoint"]'

/** How the shop's events leave the page: to the server that it comes from, or else to other tabs and frames. */
export function createShopDriver(): { readonly driver: Driver; readonly announces: boolean } {
  const endpoint = document.querySelector<HTMLMetaElement>(ENDPOINT)?.content
  return endpoint === undefined
    ? { driver: broadcastChannelDriver(CHANNEL, { events: SHARED_BY_TABS }), announces: false }
    : { driver: httpDriver(endpoint, { events: SHARED_BY_SHOPPERS }), announces: true }
}
