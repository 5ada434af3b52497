import { TanStackDevtools } from '@tanstack/react-devtools'
import { createBus } from 'eventscope'
import { eventscopePlugin } from 'eventscope/panel'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { root } from '../page.ts'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const plugins = [eventscopePlugin({ bus })]

createRoot(root()).render(
  <StrictMode>
    <button id="add" type="button" onClick={() => bus.dispatch('cart.item_added', { sku: 'lamp' })}>
      Add a lamp to the cart
    </button>
    <TanStackDevtools config={{ defaultOpen: true }} plugins={plugins} />
  </StrictMode>,
)
