import { mountPanel } from 'eventscope/panel'
import { createStream, defineEventTypes, type ReservedValues } from 'eventscope/streams'
import { addToCount, onAddPressed } from '../page.ts'

const CartEvent = defineEventTypes({ added: 0 })
interface CartValues extends ReservedValues {
  [CartEvent.added]: { quantity: number }
}

const stream = createStream<CartValues>({
  name: 'carts',
  shards: 4,
  processor: () => ({
    process: ({ type, value }) => {
      if (type === CartEvent.added) addToCount(value.quantity)
    },
    shutdown: () => {},
  }),
})
mountPanel({ bus: stream })

onAddPressed(() => void stream.send(CartEvent.added, { quantity: 1 }, 'cart-1'))
