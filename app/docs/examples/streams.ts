import { mountPanel } from 'eventscope/panel'
import { createStream, defineEventTypes, type ReservedValues } from 'eventscope/streams'

const CartEvent = defineEventTypes({ added: 0 })
interface CartValues extends ReservedValues {
  [CartEvent.added]: { quantity: number }
}

const badge = document.querySelector('output')!

const stream = createStream<CartValues>({
  name: 'carts',
  shards: 4,
  processor: () => ({
    process: ({ type, value }) => {
      if (type === CartEvent.added)
        badge.value = String(Number(badge.value) + value.quantity)
    },
    shutdown: () => {},
  }),
})
mountPanel({ bus: stream })

const button = document.querySelector('button')!
button.addEventListener(
  'click',
  () => void stream.send(CartEvent.added, { quantity: 1 }, 'cart-1'),
)
