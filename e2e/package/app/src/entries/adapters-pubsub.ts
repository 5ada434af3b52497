import { observePubSub } from 'eventscope/adapters/pubsub'
import { createRecorder } from 'eventscope/recorder'

const model = {
  trigger: (_topic: string, _value: number) => undefined,
  on: (_topic: string, _run: () => void) => undefined,
}
export const detach = createRecorder().attach(
  observePubSub(model, { name: 'model', publish: 'trigger', subscribe: 'on' }),
)
