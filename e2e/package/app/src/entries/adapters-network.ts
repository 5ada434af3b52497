import { createBus } from 'eventscope'
import { type NetworkEvents, observeNetwork } from 'eventscope/adapters/network'

const bus = createBus<NetworkEvents>({ name: 'network' })
export const observation = observeNetwork({ to: bus })
bus.on('network.request_failed', ({ error }) => String(error))
