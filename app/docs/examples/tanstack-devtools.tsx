import { TanStackDevtools } from '@tanstack/react-devtools'
import { createBus } from 'eventscope'
import { eventscopePlugin } from 'eventscope/panel'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const plugins = [eventscopePlugin({ bus })]

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <button
      type="button"
      onClick={() => bus.dispatch('cart.item_added', { sku: 'lamp' })}
    >
      Add a lamp to the cart
    </button>
    <TanStackDevtools config={{ defaultOpen: true }} plugins={plugins} />
  </StrictMode>,
)
