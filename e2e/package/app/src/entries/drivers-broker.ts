import { createBus, type Driver } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { createBroker, indexedDbStore, outboxDriver } from 'eventscope/drivers/broker'

const driver: Driver = outboxDriver(broadcastChannelDriver('shop'), { store: indexedDbStore('shop-outbox') })
export const broker = createBroker(createBus({ driver }))
