import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'
import { createRecorder } from 'eventscope/recorder'

const bus = createBus<{ 'cart.item_added': { sku: string; card: string } }>({
  name: 'shop',
})

const recorder = createRecorder({ capacity: 10_000, redact: ['card'] })
// Attached before the first listener: it knows where each is registered.
recorder.attach(bus)
mountPanel({ recorder, dock: 'right' })

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  bus.dispatch('cart.item_added', { sku: 'lamp', card: '4111 1111 1111 1111' }),
)
