import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
  'stock.reserved': { sku: string; left: number }
}

const bus = createBus<ShopEvents>({ name: 'shop' })
mountPanel({ bus })

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge({ quantity }) {
  badge.value = String(Number(badge.value) + quantity)
})
bus.on(
  'cart.item_added',
  async ({ sku }, dispatch) => {
    const left = await reserve()
    // Through `dispatch`, so that the cause is known after the await too.
    dispatch.dispatch('stock.reserved', { sku, left })
  },
  { name: 'reserve stock' },
)

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 }),
)

/** Stands for a server that takes its time. */
function reserve(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(7), 120)
  })
}
