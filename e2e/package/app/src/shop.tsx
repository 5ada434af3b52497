import { useDispatch, useListener } from 'eventscope/react'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { bus } from './bus.ts'

function Shop() {
  const [count, setCount] = useState(0)
  const dispatch = useDispatch(bus)
  useListener(bus, 'cart.item_added', ({ quantity }) => setCount(count + quantity))
  return (
    <>
      <button type="button" onClick={() => dispatch('cart.item_added', { sku: 'lamp', quantity: 2 })}>
        Add
      </button>
      <output aria-label="In the cart">{count}</output>
    </>
  )
}

export function renderShop(): void {
  createRoot(document.querySelector('#root')!).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  )
}
