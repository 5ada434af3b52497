import { EventEmitter } from 'node:events'
import { observeEmitter } from 'eventscope/adapters/node'
import { createRecorder } from 'eventscope/recorder'

const orders = new EventEmitter<{ placed: [number: string, total: number] }>()

const recorder = createRecorder()
recorder.attach(observeEmitter(orders, { name: 'orders' }))

orders.on('placed', function printReceipt() {})
orders.on('placed', function charge(_number, total) {
  if (total > 1_000) throw new Error('over the limit')
})

orders.emit('placed', 'NW-1', 40)
try {
  orders.emit('placed', 'NW-2', 4_000)
} catch {
  // As without the adapter: an EventEmitter throws what its listeners throw.
}

for (const { event, payload, status, runs } of recorder.recording.find('placed')) {
  const ran = runs.map(({ listener }) => listener).join(', ')
  process.stdout.write(`${event} ${JSON.stringify(payload)}: ${status}; ran ${ran}\n`)
}
