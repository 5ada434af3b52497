import { createServer } from 'node:http'
import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'

export const server = createServer(toNodeListener(createEventEndpoint({ bus: createBus() })))
