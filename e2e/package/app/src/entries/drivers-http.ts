import { createBus } from 'eventscope'
import { httpDriver } from 'eventscope/drivers/http'

export const shared = createBus({ driver: httpDriver('/events', { headers: () => ({ 'x-tab': '1' }) }) })
