import { createBus } from 'eventscope'
import { createRecorder, type Recorder } from 'eventscope/recorder'

const recorder: Recorder = createRecorder({ redact: ['password'] })
using detach = recorder.attach(createBus())
export const slow = recorder.recording.find('dur>16').map(({ event, status }) => `${event}: ${status}`)
detach()
