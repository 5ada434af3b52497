import { createBus } from 'eventscope'
import { redisDriver } from 'eventscope/drivers/redis'

export const makeBus = () => createBus({ driver: redisDriver({ address: 'localhost:6379' }) })
