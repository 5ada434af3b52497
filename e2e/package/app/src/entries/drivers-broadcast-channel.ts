import { createBus } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'

export const shared = createBus({ driver: broadcastChannelDriver('shop') })
