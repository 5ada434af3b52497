export { checkedFetch, type CheckedFetchOptions, type LookupAll } from './checked-fetch.ts'
export { type NodeListener, type NodeListenerOptions, toNodeListener } from './listener.ts'
export { resolveHost } from './resolve-host.ts'
