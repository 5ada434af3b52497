import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'
import { useDispatch, useLastEvent, useListener } from 'eventscope/react'
import { type ReactNode, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

const bus = createBus<ShopEvents>({ name: 'shop' })
mountPanel({ bus })

function AddButton(): ReactNode {
  const dispatch = useDispatch(bus)
  const add = (): void => void dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
  return (
    <button type="button" onClick={add}>
      Add a lamp to the cart
    </button>
  )
}

function Badge(): ReactNode {
  const [count, setCount] = useState(0)
  const last = useLastEvent(bus, 'cart.item_added')
  // The closure of the last render; registered once.
  useListener(bus, 'cart.item_added', ({ quantity }) =>
    setCount((before) => before + quantity),
  )
  return (
    <p>
      In the cart: <output>{count}</output> {last && `(last: ${last.sku})`}
    </p>
  )
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <AddButton />
    <Badge />
  </StrictMode>,
)
