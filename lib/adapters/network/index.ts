export { type NetworkCounts, type NetworkObservation, observeNetwork } from './observe-network.ts'
export { observeFetch, observeRequests, observeXhr, type RequestsOptions } from './observe-requests.ts'
export type { NetworkBus, NetworkEvents, NetworkOptions, NetworkScope, NetworkStream } from './options.ts'
