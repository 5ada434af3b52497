import { EventClient } from '@tanstack/devtools-event-client'
import { observeEventClient } from 'eventscope/adapters/tanstack'
import { createRecorder } from 'eventscope/recorder'

const client = new EventClient<{ 'query:fetched': { key: string } }>({ pluginId: 'query' })
export const detach = createRecorder().attach(observeEventClient(client))
