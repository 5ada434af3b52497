import { createBus } from 'eventscope'
import { EventscopePanel, mountPanel, type MountedPanel } from 'eventscope/panel/production'
import { createRecorder } from 'eventscope/recorder'

export const panel: MountedPanel = mountPanel({ bus: createBus(), dock: 'right' })
export const element = <EventscopePanel recorder={createRecorder()} />
