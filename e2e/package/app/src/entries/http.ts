import { createBus } from 'eventscope'
import { createEventEndpoint, type EventEndpoint } from 'eventscope/http'

export const endpoint: EventEndpoint = createEventEndpoint({ bus: createBus(), stream: { events: '*' } })
